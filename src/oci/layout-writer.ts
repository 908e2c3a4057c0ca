import {randomUUID} from 'node:crypto'
import {mkdir, readdir, realpath, rename, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {codeOf, UserError} from '../lib/errors.ts'
import {linkOrCopy, removeTree} from '../lib/files.ts'
import type {Digest} from './digest.ts'
import {blobPath, FULL_NAME, LAYOUT_FILE, ORIGINS_FILE, REF_NAME} from './layout-files.ts'
import type {Repository} from './reference.ts'
import {type Descriptor, type Document, MEDIA_TYPE} from './types.ts'

export interface LayoutWriter {
  /** A blob that lies in a file: linked where possible, else copied. Adding it again does nothing. */
  addFile(blob: Descriptor, file: string): Promise<void>
  addDocument(document: Pick<Document<unknown>, 'descriptor' | 'bytes'>): Promise<void>
  /** Leaves a blob out and says which repository holds it. */
  addOrigin(blob: Descriptor, repository: Repository): void
  /** Names an image in index.json; entries are sorted by name. */
  addImage(name: string, descriptor: Descriptor): void
}

/**
 * Writes a layout beside `path` and puts it there when `write` is done, and `complete`, which is given the folder with
 * the layout: a failure leaves what was there. A folder with anything in it that is not of a layout is never replaced.
 */
export async function writeLayout<T>(
  path: string,
  write: (writer: LayoutWriter) => Promise<T>,
  complete: (folder: string) => Promise<void> = async () => {},
): Promise<T> {
  await checkReplaceable(path)
  const target = await targetOf(path)
  const folder = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    await mkdir(join(folder, 'blobs', 'sha256'), {recursive: true})
    const {writer, finish} = writerInto(folder)
    const result = await write(writer)
    await finish()
    await complete(folder)
    await replaceFolder(folder, target)
    return result
  } finally {
    await removeTree(folder)
  }
}

function writerInto(folder: string) {
  const added = new Map<Digest, Promise<void>>()
  const origins = new Map<Digest, Repository>()
  const images = new Map<string, Descriptor>()
  const once = (digest: Digest, add: () => Promise<void>) => {
    const found = added.get(digest) ?? add()
    added.set(digest, found)
    return found
  }
  const writer: LayoutWriter = {
    addFile: ({digest}, file) => once(digest, () => linkOrCopy(file, blobPath(folder, digest))),
    addDocument: ({descriptor: {digest}, bytes}) => once(digest, () => writeFile(blobPath(folder, digest), bytes)),
    addOrigin: ({digest}, repository) => void origins.set(digest, repository),
    addImage: (name, descriptor) => void images.set(name, descriptor),
  }
  const finish = async () => {
    const missing = [...origins].filter(([digest]) => !added.has(digest)).sort(byKey)
    if (missing.length > 0) await writeJson(join(folder, ORIGINS_FILE), {origins: Object.fromEntries(missing)})
    await writeJson(join(folder, LAYOUT_FILE), {imageLayoutVersion: '1.0.0'})
    await writeJson(join(folder, 'index.json'), indexOf([...images].sort(byKey))) // last: it makes the rest an image
  }
  return {writer, finish}
}

function indexOf(images: readonly (readonly [string, Descriptor])[]) {
  return {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: images.map(([name, descriptor]) => ({
      ...descriptor,
      annotations: {
        [REF_NAME]: name,
        [FULL_NAME]: name,
        ...descriptor.annotations,
      },
    })),
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function writeJson(path: string, value: unknown): Promise<void> {
  return writeFile(path, `${JSON.stringify(value)}\n`)
}

/** What a layout's folder may hold: ours, what `docker load` reads beside it, and containerd's half-done downloads. */
const MEMBERS = new Set([LAYOUT_FILE, ORIGINS_FILE, 'index.json', 'blobs', 'manifest.json', 'repositories', 'ingest'])

/** Throws unless a layout may be written to `path`: absent, empty, or a layout. Cheap, for a check before slow work. */
export async function checkReplaceable(path: string): Promise<void> {
  const names = await membersOf(path).catch(error => {
    throw new UserError(`cannot write an OCI layout to ${path}`, {cause: error, hint: 'name a folder'})
  })
  const foreign = names.find(name => !MEMBERS.has(name)) ?? (await foreignBlob(path))
  if (names.length === 0 || (names.includes(LAYOUT_FILE) && foreign === undefined)) return
  const reason = foreign === undefined ? 'is no whole OCI layout' : `holds other things (${foreign})`
  throw new UserError(`${path} ${reason}: it is not overwritten`, {
    hint: 'name a new or an empty folder for the layout',
  })
}

/** What lies among the blobs and is none: their names are `<algorithm>/<hash>`. */
async function foreignBlob(path: string): Promise<string | undefined> {
  for (const algorithm of await membersOf(join(path, 'blobs'))) {
    const folder = `blobs/${algorithm}`
    if (!/^sha(256|512)$/.test(algorithm)) return folder
    const foreign = (await membersOf(join(path, folder))).find(name => !/^[0-9a-f]{64,128}$/.test(name))
    if (foreign !== undefined) return `${folder}/${foreign}`
  }
  return undefined
}

async function membersOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error): string[] => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
}

/** A link stays one: the layout goes to where it leads. */
async function targetOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** Other runs that put their layout to the same place at the same moment; each round one of them is done. */
const ROUNDS = 20

/** No file system swaps two folders everywhere, so for a moment there is none. The last one to come stays. */
async function replaceFolder(folder: string, path: string): Promise<void> {
  for (let round = 1; ; round++) {
    const old = join(dirname(path), `.${basename(path)}.${randomUUID()}.old`)
    const hadOld = await moved(path, old)
    try {
      await rename(folder, path)
      return
    } catch (error) {
      const taken = codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST'
      if (!taken && hadOld) await rename(old, path)
      if (!taken || round === ROUNDS) throw error
    } finally {
      await removeTree(old)
    }
  }
}

async function moved(path: string, target: string): Promise<boolean> {
  try {
    await rename(path, target)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
