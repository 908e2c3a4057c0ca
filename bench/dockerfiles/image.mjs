// An image of an OCI layout as the files that a container would see.
import {createHash} from 'node:crypto'
import {createReadStream, mkdirSync, readFileSync} from 'node:fs'
import {writeFile} from 'node:fs/promises'
import {join, posix} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'
import {extract} from 'tar-stream'

/** @returns each platform's image: `linux/amd64` → manifest and config */
export function imagesOf(layout) {
  const found = new Map()
  const visit = ({digest}) => {
    const document = blobJson(layout, digest)
    for (const child of document.manifests ?? []) visit(child)
    if (!document.config) return
    const config = blobJson(layout, document.config.digest)
    const {os, architecture, variant} = config
    if (os) found.set([os, architecture, variant].filter(Boolean).join('/'), {manifest: document, config})
  }
  for (const descriptor of JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')).manifests) visit(descriptor)
  return found
}

/**
 * All layers, one over the other: what stands at each path, without the times.
 * @param programs a folder where ELF files are kept, named by their hash, to be asked for their build info
 */
export async function filesOf(layout, manifest, programs) {
  mkdirSync(programs, {recursive: true})
  const files = new Map()
  for (const {digest} of manifest.layers) {
    const seen = new Map()
    await readLayer(blobPath(layout, digest), seen, files, programs)
    for (const [path, entry] of seen) files.set(path, entry)
  }
  return files
}

async function readLayer(blob, seen, below, programs) {
  const tar = extract()
  const read = (async () => {
    for await (const entry of tar) {
      const content = await bytesOf(entry)
      await place(entry.header, content, {seen, below, programs})
    }
  })()
  await pipeline(createReadStream(blob), createGunzip(), tar)
  await read
}

async function place(header, content, {seen, below, programs}) {
  const path = posix.resolve('/', header.name)
  const {dir, base} = posix.parse(path)
  if (base === '.wh..wh..opq') return removeBelow(below, dir, false)
  if (base.startsWith('.wh.')) return removeBelow(below, posix.join(dir, base.slice(4)), true)
  const {type, mode, uid, gid, linkname, pax} = header
  const sha256 = createHash('sha256').update(content).digest('hex')
  if (content.subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'))) await writeFile(join(programs, sha256), content)
  if (type !== 'directory' && below.get(path)?.type === 'directory') removeBelow(below, path, false)
  const attributes = Object.entries(pax ?? {}).filter(([name]) => name.startsWith('SCHILY.xattr.'))
  seen.set(path, {
    type,
    mode,
    uid,
    gid,
    link: linkname ?? '',
    size: content.length,
    sha256,
    attributes: attributes.sort(),
  })
}

function removeBelow(files, path, itself) {
  for (const name of [...files.keys()]) {
    if ((itself && name === path) || name.startsWith(`${path === '/' ? '' : path}/`)) files.delete(name)
  }
}

async function bytesOf(stream) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function blobPath(layout, digest) {
  return join(layout, 'blobs', ...digest.split(':'))
}

function blobJson(layout, digest) {
  return JSON.parse(readFileSync(blobPath(layout, digest), 'utf8'))
}
