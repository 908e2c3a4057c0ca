import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import type {Sums} from './sums.ts'

// GOMODCACHE/cache/download is laid out like a module proxy. https://go.dev/ref/mod#module-cache

const KEPT = ['.info', '.mod', '.zip'] as const
const MODULE_FILE = /^([^.].*)\/@v\/([^/]+)\.(info|mod|zip)$/

export function downloadFolder(goModCache: string): string {
  return join(goModCache, 'cache', 'download')
}

/** Does go.sum vouch for it? Where it says nothing, cmd/go may take a file as it is: in a workspace, or without a sum database. */
export function isVouchedFor(path: string, {trees, goMods}: Pick<Sums, 'trees' | 'goMods'>): boolean {
  const [, module, version, ending] = MODULE_FILE.exec(path) ?? []
  const folder = `${module}@${version}`
  return ending === 'zip' ? trees.has(folder) : goMods.has(folder) || (ending === 'info' && trees.has(folder))
}

/**
 * May a restored file enter the module cache? Not a `.ziphash`: with it Go takes the zip beside it unread, without it
 * Go compares the zip with go.sum. Locks and lists belong to the machine that made them.
 */
export function isModuleFile(path: string): boolean {
  return MODULE_FILE.test(path)
}

/**
 * What is saved: files of the modules that go.sum names, no more. So the archive does not grow from run to run by what
 * nobody needs any longer, and toolchains and other steps' tools stay out.
 */
export function moduleFiles(modules: readonly string[]): readonly string[] {
  return modules.flatMap(module => KEPT.map(ending => `${module}${ending}`)).filter(isModuleFile)
}

/** Does it hold modules? A toolchain that was fetched as a module, and the checksum database's pages, are none. */
export async function isWarmModuleCache(goModCache: string): Promise<boolean> {
  const namesIn = (...path: string[]) => readdir(join(downloadFolder(goModCache), ...path)).catch(() => [])
  const hosts = (await namesIn()).filter(name => name.includes('.') && !name.startsWith('.'))
  if (hosts.some(name => name !== 'golang.org')) return true
  return (await namesIn('golang.org')).some(name => name !== 'toolchain')
}
