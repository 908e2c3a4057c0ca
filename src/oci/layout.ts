import {createReadStream} from 'node:fs'
import {readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {pipeline, type Readable} from 'node:stream'
import {codeOf, RequestError, UserError} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'
import {recordAt, stringAt} from '../lib/json.ts'
import type {Layout} from './blobs.ts'
import {type Digest, isDigest} from './digest.ts'
import {parseIndex} from './documents.ts'
import {blobPath, LAYOUT_FILE, ORIGINS_FILE} from './layout-files.ts'
import type {Repository} from './reference.ts'
import {type Descriptor, MEDIA_TYPE} from './types.ts'
import {verifying} from './verified.ts'

/** A document (index, manifest, config) of more bytes is not read into memory: registries refuse manifests over 4 MiB. */
const MAX_DOCUMENT = 16 * 1024 * 1024
const READ_SIZE = 256 * 1024
const LAYOUT_HINT = 'build the image again, or name the folder that holds oci-layout and index.json'

/** Opens a layout for reading. Blobs are checked when they are read: an error names the one that is missing or wrong. */
export async function openLayout(path: string): Promise<Layout> {
  const version = parseJson(path, LAYOUT_FILE, await readMember(path, LAYOUT_FILE))
  if (stringAt(version, 'imageLayoutVersion') !== '1.0.0') throw broken(path, `${LAYOUT_FILE} names no version 1.0.0`)
  const index = parseIndex(await readMember(path, 'index.json'), MEDIA_TYPE.index, join(path, 'index.json'))
  const origins = parseOrigins(parseJson(path, ORIGINS_FILE, await readMember(path, ORIGINS_FILE, '{}')))
  const origin = (digest: Digest) => origins.get(digest)
  const open = (blob: Descriptor) => openBlob(path, blob, origin(blob.digest))
  return {
    path,
    index,
    origin,
    open,
    has: async ({digest, size}) => (await stat(blobPath(path, digest)).catch(() => undefined))?.size === size,
    async read(blob) {
      if (blob.size > MAX_DOCUMENT) throw broken(path, `${blob.digest} is no document: it has ${blob.size} bytes`)
      const chunks: Buffer[] = []
      for await (const chunk of await open(blob)) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
  }
}

async function openBlob(path: string, blob: Descriptor, origin: Repository | undefined): Promise<Readable> {
  const file = blobPath(path, blob.digest)
  const found = await stat(file).catch(() => undefined)
  if (!found) {
    const where = origin ? `; it is in ${origin.registry}/${origin.repository}` : ' and nothing says where it is'
    throw broken(path, `the blob ${blob.digest} is missing${where}`)
  }
  if (found.size !== blob.size) {
    throw broken(path, `the blob ${blob.digest} has ${found.size} bytes instead of ${blob.size}`)
  }
  return openBlobFile(file, blob)
}

/** The bytes of a blob that is a file; the stream fails where they are not what the descriptor says. */
export function openBlobFile(file: string, blob: Descriptor): Readable {
  // A failure of either reaches the reader as the second one's error.
  return pipeline(createReadStream(file, {highWaterMark: READ_SIZE}), verifying(blob), () => {})
}

async function readMember(path: string, name: string, absent?: string): Promise<Buffer> {
  try {
    return await readFile(join(path, name))
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
    if (missing && absent !== undefined) return Buffer.from(absent)
    if (missing && !(await exists(path)))
      throw new RequestError([{subject: path, message: 'there is no such folder', hint: LAYOUT_HINT}])
    throw broken(path, missing ? `it has no ${name}` : `${name} can't be read`, error)
  }
}

function parseJson(path: string, name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw broken(path, `${name} is no JSON`, error)
  }
}

function parseOrigins(value: unknown): ReadonlyMap<Digest, Repository> {
  const origins = new Map<Digest, Repository>()
  for (const [digest, place] of Object.entries(recordAt(value, 'origins') ?? {})) {
    const registry = stringAt(place, 'registry')
    const repository = stringAt(place, 'repository')
    if (isDigest(digest) && registry && repository) origins.set(digest, {registry, repository})
  }
  return origins
}

function broken(path: string, problem: string, cause?: unknown): UserError {
  return new UserError(`${path} is not a usable OCI layout: ${problem}`, {
    cause,
    hint: LAYOUT_HINT,
  })
}
