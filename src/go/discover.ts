import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Problem} from '../lib/errors.ts'
import {chooseMain, chooseMatched, type MainChoice} from './choose.ts'
import type {GoFacts} from './facts.ts'
import {findMains, findRootMain, type ModuleView, openModules} from './packages.ts'
import {matchPatterns} from './patterns.ts'
import type {RunGo} from './tool.ts'
import type {MainPackage} from './types.ts'

export interface DiscoverOptions {
  readonly go: RunGo
  readonly facts: GoFacts
  /** Absolute. */
  readonly dir: string
  /** The input `main`; empty means: choose. */
  readonly patterns: readonly string[]
  /** `BuildFlags.list`. */
  readonly flags: readonly string[]
}

/** Which main packages to build, each with its reason; or what is wrong with the request. Offline. */
export async function discoverMains({patterns, ...options}: DiscoverOptions): Promise<MainChoice> {
  const view = await openModules(options)
  const inModule = options.facts.goMod !== undefined || options.facts.goWork !== undefined
  if (!inModule && (await view.modulesBelow(options.dir)).length === 0) {
    return {problems: [notAModule(options.dir)]}
  }
  if (patterns.length > 0) return chooseMatched(options.dir, await matchPatterns(view, patterns))
  return chooseMain(options.dir, await mainsToChooseFrom(view))
}

/** All main packages below the folder, or those that the patterns match. Offline. */
export async function listMains(options: Omit<DiscoverOptions, 'patterns'>): Promise<readonly MainPackage[]> {
  return findMains(await openModules(options))
}

/**
 * The folder's own program is chosen whatever else there is, so what else there is need not be known: on a large
 * repository that is most of the time (k6: 70 of 236 ms).
 */
async function mainsToChooseFrom(view: ModuleView): Promise<readonly MainPackage[]> {
  const root = (await mayBeMain(view.dir)) ? await findRootMain(view).catch(() => undefined) : undefined
  return root ? [root] : findMains(view) // which also says what is wrong where the first one failed
}

/** Only whether to ask go for the folder first: build constraints and comments are go's to read. */
async function mayBeMain(dir: string): Promise<boolean> {
  const names = await readdir(dir).catch(() => [])
  const sources = names.filter(name => name.endsWith('.go') && !name.endsWith('_test.go'))
  const texts = await Promise.all(sources.map(name => readFile(join(dir, name), 'utf8').catch(() => '')))
  return texts.some(text => /^package main\b/m.test(text))
}

function notAModule(dir: string): Problem {
  return {
    subject: 'working-directory',
    message: `${dir} is no Go module: neither it nor a folder above or below it has a go.mod`,
    hint: 'set working-directory (the command line: DIR) to the module, or make one with `go mod init`',
  }
}
