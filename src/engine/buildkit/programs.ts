import {createHash} from 'node:crypto'
import {posix} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {extract} from 'tar-stream'
import {type BlobSource, type Descriptor, decompressed, verifying} from '../../oci/index.ts'
import type {InstalledProgram} from '../types.ts'

/**
 * Where the programs are in an image that a Dockerfile makes of them, told by their bytes: what the Dockerfile does with
 * them is not guessed, and one that it changed or left out is not found. From the top layer down through the Dockerfile's
 * `own` ones, and on until all are found: below lies the base, which is large.
 */
export async function findPrograms(
  blobs: BlobSource,
  layers: readonly Descriptor[],
  made: readonly Omit<InstalledProgram, 'destination'>[],
  own: number,
): Promise<readonly InstalledProgram[]> {
  const found: InstalledProgram[] = []
  const above: Hiding = {taken: new Set(), opaque: new Set()}
  let missing = made
  for (const [at, layer] of layers.toReversed().entries()) {
    const wanted = at < own ? made : missing
    if (wanted.length === 0) break
    const sizes = new Set(wanted.map(({size}) => size))
    const {files, hides} = await readLayer(layer, blobs, sizes)
    for (const {path, sha256} of files.filter(({path}) => !isHidden(path, above))) {
      const program = wanted.find(one => one.sha256 === sha256)
      if (program) found.push({...program, destination: path})
    }
    missing = missing.filter(({sha256}) => !found.some(one => one.sha256 === sha256))
    for (const path of hides.taken) above.taken.add(path)
    for (const path of hides.opaque) above.opaque.add(path)
  }
  return found
}

/** What an upper layer takes away of those below. https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts */
interface Hiding {
  /** With all below them: what isn't a folder, and what whiteouts name. */
  readonly taken: Set<string>
  /** Folders whose content is hidden. */
  readonly opaque: Set<string>
}

function isHidden(path: string, {taken, opaque}: Hiding): boolean {
  if (taken.has(path)) return true
  const folder = posix.dirname(path)
  return opaque.has(folder) || (folder !== path && isHidden(folder, {taken, opaque}))
}

async function readLayer(layer: Descriptor, blobs: BlobSource, sizes: ReadonlySet<number>) {
  const files: {readonly path: string; readonly sha256: string}[] = []
  const hides: Hiding = {taken: new Set(), opaque: new Set()}
  const tar = extract()
  const read = async () => {
    for await (const entry of tar) {
      const {name, type, size = 0} = entry.header
      const path = posix.join('/', name).replace(/(.)\/$/, '$1')
      note(path, type === 'directory', hides)
      if (type === 'file' && sizes.has(size)) files.push({path, sha256: await hashOf(entry)})
      else entry.resume()
    }
  }
  await Promise.all([pipeline(await blobs.open(layer), verifying(layer), decompressed, tar), read()])
  return {files, hides}
}

const OPAQUE = '.wh..wh..opq'
const WHITEOUT = '.wh.'

function note(path: string, isFolder: boolean, hides: Hiding): void {
  const [folder, name] = [posix.dirname(path), posix.basename(path)]
  if (name === OPAQUE) hides.opaque.add(folder)
  else if (name.startsWith(WHITEOUT)) hides.taken.add(posix.join(folder, name.slice(WHITEOUT.length)))
  else if (!isFolder) hides.taken.add(path)
}

async function hashOf(entry: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of entry) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('tar-stream gave something else than bytes')
    hash.update(chunk)
  }
  return hash.digest('hex')
}
