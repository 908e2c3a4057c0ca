import {createReadStream} from 'node:fs'
import type {Binary} from '../../go/types.ts'
import type {LayerSource} from './kept-layer.ts'
import {type FindPlace, folderEntry, placeOfFile} from './places.ts'
import {READ_SIZE} from './read-size.ts'

/** The layer of one program at `destination`, and the folders that lead there. */
export function binaryLayer(binary: Binary, destination: string, findPlace: FindPlace, time: Date): LayerSource {
  const {path, folders} = placeOfFile(findPlace, destination)
  const open = () => createReadStream(binary.path, {highWaterMark: READ_SIZE})
  return {
    key: JSON.stringify(['binary', binary.sha256, binary.size, path, folders]),
    entries: [...folders.map(folderEntry), {path, mode: 0o755, kind: 'file', size: binary.size, open}],
    time,
  }
}
