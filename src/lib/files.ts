import {randomUUID} from 'node:crypto'
import {access, copyFile, link, mkdir, rename, rm, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'
import {codeOf} from './errors.ts'

/** Writes beside the target and renames: a reader sees the old file or the whole new one. */
export async function writeFileAtomic(path: string, data: string | Uint8Array, mode = 0o644): Promise<void> {
  await atomically(path, temporary => writeFile(temporary, data, {mode}))
}

/** Runs `write` on a name beside `path`, then renames; on failure nothing stays. */
export async function atomically(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  await mkdir(dirname(path), {recursive: true})
  try {
    await write(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

/** Puts `source` at `target` without copying where both are on one file system. */
export async function linkOrCopy(source: string, target: string): Promise<void> {
  await atomically(target, async temporary => {
    try {
      await link(source, temporary)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') throw error
      await copyFile(source, temporary) // another file system, or one without hard links
    }
  })
}

export async function removeTree(path: string): Promise<void> {
  await rm(path, {recursive: true, force: true, maxRetries: 3})
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
