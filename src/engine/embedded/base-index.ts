import {posix} from 'node:path'
import type {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {extract, type Header} from 'tar-stream'
import {messageOf, UserError} from '../../lib/errors.ts'
import {type Descriptor, decompressed, verifying} from '../../oci/index.ts'
import type {LayerEntry, LayerIndex} from './base-tree.ts'

/** Reads a layer once, as a stream, and keeps only what destinations and libraries need. */
export async function indexLayer(layer: Descriptor, bytes: Readable): Promise<LayerIndex> {
  const entries: LayerEntry[] = []
  const whiteouts: string[] = []
  const opaque: string[] = []
  const tar = extract()
  tar.on('entry', (header, content, next) => {
    const path = relativePath(header.name)
    const [folder, name] = [posix.dirname(path), posix.basename(path)]
    if (name === '.wh..wh..opq') opaque.push(folder)
    else if (name.startsWith('.wh.')) whiteouts.push(posix.join(folder, name.slice('.wh.'.length)))
    else {
      const entry = entryOf(path, header)
      if (entry) entries.push(entry)
    }
    content.on('end', next)
    content.resume()
  })
  try {
    await pipeline(bytes, verifying(layer), decompressed, tar)
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError(`the base's layer ${layer.digest} can't be read: ${messageOf(cause)}`, {
      cause,
      hint: 'take another base, or push this one again',
    })
  }
  return {entries, whiteouts, opaque}
}

function entryOf(path: string, header: Header): LayerEntry | undefined {
  const {type, mode, uid, gid, linkname} = header
  if (type === 'directory') return path === '' ? undefined : {kind: 'folder', path, mode: mode & 0o7777, uid, gid}
  if (type === 'symlink') return {kind: 'link', path, target: linkname}
  return isKept(path) ? {kind: 'file', path} : undefined
}

/** Libraries, and files near the root: there one may stand where a layer below has a folder or link. */
function isKept(path: string): boolean {
  return /\.so(\.[0-9.]+)?$/.test(path) || path.split('/').length <= 2
}

function relativePath(name: string): string {
  return posix.normalize(`/${name}`).replace(/^\/+|\/+$/g, '')
}
