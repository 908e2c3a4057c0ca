import type {Dirent} from 'node:fs'
import {lstat, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {cacheRoot} from '../cache/index.ts'
import {codeOf} from '../lib/errors.ts'
import {removeTree} from '../lib/files.ts'
import {formatBytes} from '../report/index.ts'
import type {RunCommand} from './call.ts'
import {printJson} from './context.ts'

export interface CacheEntry {
  readonly name: string
  readonly files: number
  readonly bytes: number
}

export const runList: RunCommand = async ({session, json}) => {
  const folder = cacheRoot(session.env)
  const entries = await measure(folder)
  if (json) return printJson(session, {folder, entries})
  const width = Math.max(0, ...entries.map(({name}) => name.length))
  const lines = entries.map(({name, files, bytes}) => `  ${name.padEnd(width)}  ${formatBytes(bytes)}  ${files} files`)
  session.stdout.write(`${[folder, ...(lines.length > 0 ? lines : ['  empty'])].join('\n')}\n`)
}

export const runClear: RunCommand = async ({session, json, log}) => {
  const folder = cacheRoot(session.env)
  const bytes = (await measure(folder)).reduce((sum, entry) => sum + entry.bytes, 0)
  // The folder itself may be a mount or a link of the user's: only what is in it goes.
  for (const entry of await entriesOf(folder)) await removeTree(join(folder, entry.name))
  if (json) printJson(session, {folder, bytes})
  else log.result(`removed ${formatBytes(bytes)} from ${folder}`)
}

/** What each entry at the top of the folder holds, by name. */
async function measure(folder: string): Promise<readonly CacheEntry[]> {
  const entries = await entriesOf(folder)
  const measured = await Promise.all(
    entries.map(async entry => ({name: entry.name, ...(await sizeOf(join(folder, entry.name), entry))})),
  )
  return measured.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function sizeOf(path: string, entry: Dirent): Promise<{files: number; bytes: number}> {
  if (!entry.isDirectory()) {
    const found = await lstat(path).catch(() => undefined) // another run may have removed it meanwhile
    return {files: found ? 1 : 0, bytes: found?.size ?? 0}
  }
  let files = 0
  let bytes = 0
  for (const child of await entriesOf(path)) {
    const size = await sizeOf(join(path, child.name), child)
    files += size.files
    bytes += size.bytes
  }
  return {files, bytes}
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, {withFileTypes: true})
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
