import type {Readable} from 'node:stream'
import {type Pack, pack} from 'tar-stream'

/** One member of a layer. `path` is absolute in the image, without a slash at its end. Owner is root unless given. */
export type TarEntry = {
  readonly path: string
  readonly mode: number
  readonly uid?: number
  readonly gid?: number
} & TarContent

export type TarContent =
  | {readonly kind: 'directory'}
  | {readonly kind: 'symlink'; readonly target: string}
  | {
      readonly kind: 'file'
      readonly size: number
      /** A stream of buffers that nobody else holds: their memory is given back once they are packed. */
      open(): Readable
    }

/** tar-stream computes times with 32-bit integers: a later one would be written as a negative number. */
const LATEST_TIME = new Date((2 ** 31 - 1) * 1000)

/**
 * The same entries give the same bytes: sorted by path, every header field stated (tar-stream would fill in the
 * present time), owners as numbers only. Yields chunks; holds one file's read buffer at a time.
 */
export async function* writeTar(entries: readonly TarEntry[], time: Date): AsyncGenerator<Uint8Array> {
  const archive = pack()
  const written = writeEntries(archive, sortEntries(entries), clampTime(time))
  written.catch(() => {}) // awaited below, but perhaps after it has failed, and not when the reader stops early
  try {
    for await (const chunk of archive) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('tar-stream gave something else than bytes')
      yield chunk
    }
  } catch (error) {
    archive.destroy()
    await written // its error says which file it was
    throw error
  } finally {
    archive.destroy()
  }
  await written
}

async function writeEntries(archive: Pack, entries: readonly TarEntry[], mtime: Date) {
  try {
    for (const entry of entries) await writeEntry(archive, entry, mtime)
    archive.finalize()
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

function writeEntry(archive: Pack, entry: TarEntry, mtime: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => (error ? reject(named(error, entry)) : resolve())
    const sink = archive.entry({...headerOf(entry), mtime}, settle)
    sink.on('error', settle)
    if (entry.kind !== 'file') return sink.end(null)
    const source = entry.open()
    source.on('error', error => {
      settle(error)
      sink.destroy(error)
    })
    sink.on('close', () => source.destroy())
    source.pipe(sink)
  })
}

function headerOf(entry: TarEntry) {
  const name = entry.path.slice(1)
  return {
    name: entry.kind === 'directory' ? `${name}/` : name,
    type: entry.kind,
    mode: entry.mode,
    uid: entry.uid ?? 0,
    gid: entry.gid ?? 0,
    uname: '',
    gname: '',
    devmajor: 0,
    devminor: 0,
    size: entry.kind === 'file' ? entry.size : 0,
    linkname: entry.kind === 'symlink' ? entry.target : '',
  }
}

/** By bytes, not by a locale; a folder comes before what is in it because it is a prefix. */
function sortEntries(entries: readonly TarEntry[]): readonly TarEntry[] {
  const keyed = entries.map(entry => ({entry, key: Buffer.from(entry.path)}))
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({entry}) => entry)
}

function clampTime(time: Date): Date {
  const seconds = Math.floor(time.getTime() / 1000) * 1000
  return new Date(Math.min(Math.max(seconds, 0), LATEST_TIME.getTime()))
}

function named(error: Error, entry: TarEntry): Error {
  if (error.message !== 'Size mismatch') return error
  return new Error(`${entry.path}: the file's size changed while it was read`, {cause: error})
}
