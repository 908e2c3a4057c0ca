import {mkdir, mkdtemp} from 'node:fs/promises'
import {join} from 'node:path'
import {messageOf} from '../lib/errors.ts'
import {removeTree} from '../lib/files.ts'
import type {Moved} from './place.ts'
import type {CacheKeys, CacheService, RestoreReport, SaveReport} from './types.ts'

/** Names of the folders in the archives. Another name finds no entry that was saved before. */
export type EntryName =
  | 'go-modules'
  | 'go-sources'
  | 'go-build'
  | 'go-outputs'
  | 'go-inside-modules'
  | 'go-inside-build'

const TITLES: Readonly<Record<EntryName, string>> = {
  'go-modules': 'the module cache',
  'go-sources': "the cache of modules' sources",
  'go-build': 'the build cache',
  'go-outputs': 'the cache of programs and layers',
  'go-inside-modules': 'the module cache of the Dockerfile',
  'go-inside-build': 'the build cache of the Dockerfile',
}

export interface EntryPlace {
  readonly service: CacheService
  /** A folder of ours, on the same file system as Go's caches if possible: then nothing is copied. */
  readonly staging: string
  readonly signal?: AbortSignal
}

/**
 * Restores into a folder of our own; `accept` then takes from it what it wants and says how many files that were. So
 * an archive that is cut short, or that is still coming when we give up, never touches Go's folders.
 */
export async function restoreEntry(
  name: EntryName,
  {key, restoreKeys}: CacheKeys,
  {service, staging, signal}: EntryPlace,
  accept: (folder: string) => Promise<Moved>,
): Promise<RestoreReport> {
  const start = performance.now()
  const report = (fields: Pick<RestoreReport, 'result'> & Partial<RestoreReport>): RestoreReport => {
    return {exact: false, bytes: 0, files: 0, ms: Math.round(performance.now() - start), ...fields}
  }
  try {
    return await inStaging(staging, name, async folder => {
      const outcome = await service.restore({folder, key, restoreKeys, ...(signal ? {signal} : {})})
      if (outcome.kind === 'missing') return report({result: 'missing'})
      if (outcome.kind === 'trouble') {
        const {message, unanswered} = outcome
        return report({result: 'failed', warning: notRestored(name, message), ...(unanswered ? {unanswered} : {})})
      }
      const {added: files, linked} = await accept(folder)
      const {matchedKey, bytes} = outcome
      const warning = linked > 0 ? {warning: leftOut(name, linked, matchedKey)} : {}
      return report({result: 'restored', key: matchedKey, exact: matchedKey === key, bytes, files, ...warning})
    })
  } catch (error) {
    signal?.throwIfAborted()
    return report({result: 'failed', warning: notRestored(name, messageOf(error))})
  }
}

/** Saves what `fill` puts into a folder, unless somebody has the key already; it says how many files that are. */
export async function saveEntry(
  name: EntryName,
  key: string,
  {service, staging, signal}: EntryPlace,
  fill: (folder: string) => Promise<number>,
): Promise<SaveReport> {
  const start = performance.now()
  const report = (fields: Pick<SaveReport, 'result'> & Partial<SaveReport>): SaveReport => {
    return {key, bytes: 0, files: 0, ms: Math.round(performance.now() - start), ...fields}
  }
  try {
    return await inStaging(staging, name, async folder => {
      const request = {folder, key, ...(signal ? {signal} : {})}
      const found = await service.has(request)
      if (found.kind === 'trouble') return report({result: 'failed', warning: notSaved(name, found.message)})
      if (found.kind === 'found') return report({result: 'exists'})
      const files = await fill(folder)
      if (files === 0) return report({result: 'empty'})
      const outcome = await service.save(request)
      if (outcome.kind === 'trouble') return report({result: 'failed', warning: notSaved(name, outcome.message)})
      return report({result: outcome.kind, files, bytes: outcome.kind === 'saved' ? outcome.bytes : 0})
    })
  } catch (error) {
    signal?.throwIfAborted()
    return report({result: 'failed', warning: notSaved(name, messageOf(error))})
  }
}

/** A folder for one call: two steps of a job may run at once. Its last element is part of an entry's identity. */
async function inStaging<T>(staging: string, name: EntryName, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(staging, {recursive: true})
  const own = await mkdtemp(join(staging, 'cache-'))
  try {
    const folder = join(own, name)
    await mkdir(folder)
    return await work(folder)
  } finally {
    await removeTree(own).catch(() => {}) // the runner empties its temporary folder
  }
}

function notRestored(name: EntryName, message: string): string {
  return `${TITLES[name]} was not restored, the build goes on without it: ${message}`
}

function leftOut(name: EntryName, count: number, key: string): string {
  const what = count === 1 ? '1 file was' : `${count} files were`
  return (
    `${what} left out of ${TITLES[name]}, being hard links, which could be any file of this machine: ` +
    `no such thing was saved by this action, so delete the entry ${JSON.stringify(key)}`
  )
}

function notSaved(name: EntryName, message: string): string {
  return `${TITLES[name]} was not saved, the next run has to do more: ${message}`
}
