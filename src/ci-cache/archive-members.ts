import {createReadStream, createWriteStream} from 'node:fs'
import {pipeline} from 'node:stream/promises'
import {extract, type Pack, pack} from 'tar-stream'

/** A file in an archive. Its path has no slash before it. */
interface Member {
  readonly path: string
  readonly size: number
  readonly content: AsyncIterable<unknown>
}

/** The files of an archive, one after the other: each is read, or passed over, before the next one comes. */
async function* readMembers(archive: string): AsyncGenerator<Member> {
  const members = extract()
  const reading = pipeline(createReadStream(archive), members)
  reading.catch(() => {}) // the loop gets it too
  for await (const member of members) {
    const {name, type, size = 0} = member.header
    if (type === 'file' || type === 'contiguous-file')
      yield {path: name.replace(/^(\.?\/)+/, ''), size, content: member}
    member.resume()
  }
  await reading
}

/** Reads it to its end: an archive that was cut short is an error. */
export async function countFiles(archive: string): Promise<number> {
  let count = 0
  for await (const _ of readMembers(archive)) count++
  return count
}

export interface Part {
  readonly archive: string
  /** Where its files come to; empty: where they are. */
  readonly place: string
  readonly accept: (path: string) => boolean
}

/**
 * Writes the accepted files of several archives into one; of a path that is in several, the first. Everybody may write
 * to them, since the user of the stage that gets them isn't known, and all have the same time.
 */
export async function joinArchives(parts: readonly Part[], to: string, time: Date): Promise<number> {
  const out = pack()
  const written = pipeline(out, createWriteStream(to))
  written.catch(() => {}) // awaited below, but perhaps after it has failed
  try {
    const files = await writeParts(out, parts, time)
    out.finalize()
    await written
    return files
  } finally {
    out.destroy()
  }
}

async function writeParts(out: Pack, parts: readonly Part[], time: Date): Promise<number> {
  const seen = new Set<string>()
  let files = 0
  for (const {archive, place, accept} of parts) {
    for await (const member of readMembers(archive)) {
      const path = placed(place, member.path)
      if (seen.has(path) || !accept(path)) continue
      for (const folder of foldersOf(path)) {
        if (!seen.has(folder)) out.entry({name: folder, type: 'directory', mode: 0o777, mtime: time})
        seen.add(folder)
      }
      seen.add(path)
      files++
      await writeMember(out, {...member, path}, time)
    }
  }
  return files
}

/** A path in an archive, below a folder of it or, if that is empty, at its root. */
export function placed(place: string, path: string): string {
  return place === '' ? path : `${place}/${path}`
}

async function writeMember(out: Pack, {path, size, content}: Member, time: Date): Promise<void> {
  const entry = out.entry({name: path, size, mode: 0o666, mtime: time})
  await pipeline(content, entry)
}

/** `a/`, `a/b/` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({index}) => path.slice(0, index + 1))
}
