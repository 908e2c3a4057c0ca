import {posix} from 'node:path'
import type {StageState} from '../state.ts'
import type {InstructionOf} from '../types.ts'
import {homeOf} from './cache-paths.ts'
import {type FileCommand, fileCommands} from './file-commands.ts'
import type {CacheKind} from './types.ts'

/** Go's own words for the place, as people write them in a RUN. */
const NAMES: Readonly<Record<CacheKind, RegExp>> = {
  build: /GOCACHE|(~|\$\{?HOME\}?)\/\.cache/,
  modules: /GOMODCACHE|GOPATH|(~|\$\{?HOME\}?)\/go\b/,
}

/** By whatever name go is called. `-testcache` removes nothing. https://pkg.go.dev/cmd/go#hdr-Remove_object_files_and_cached_files */
const CLEANS: Readonly<Record<CacheKind, RegExp>> = {
  build: /\bclean\b[^;&|\n]*\s--?(fuzz)?cache\b/,
  modules: /\bclean\b[^;&|\n]*\s--?modcache\b/,
}

interface Cache {
  readonly kind: CacheKind
  readonly path: string
  /** With those above it; without the root: who removes that has no build left. */
  readonly folders: readonly string[]
  /** All that the RUN says. */
  readonly text: string
  /** Where its commands run; undefined: not known, or they go elsewhere. */
  readonly cwd: string | undefined
}

/**
 * May a RUN remove, move or copy the folder of a cache, one above it or what is in it, or make a link to it? A mount
 * can't be removed: the command would fail; what is in it, the RUNs beside this one use; who follows the link in
 * another stage finds an empty folder; and a copy would bring into a layer what others left in the cache. Where a
 * word's meaning isn't known, a mention of the folder anywhere in the RUN is enough. What a script does, it can't see.
 */
export function touchesCache(kind: CacheKind, path: string, run: InstructionOf<'run'>, before: StageState): boolean {
  const cache = cacheOf(kind, path, run, before)
  if (CLEANS[kind].test(cache.text.replaceAll('\\\n', ' '))) return true
  return fileCommands(cache.text).some(command => touches(command, cache))
}

/** May a RUN bring any of it to elsewhere? */
export function copiesCache(kind: CacheKind, path: string, run: InstructionOf<'run'>, before: StageState): boolean {
  const cache = cacheOf(kind, path, run, before)
  return fileCommands(cache.text).some(
    command => (command.does === 'copies' || command.does === 'moves') && touches(command, cache),
  )
}

function cacheOf(kind: CacheKind, path: string, run: InstructionOf<'run'>, before: StageState): Cache {
  const text = filled(textOf(run), before)
  const cwd = /\b(cd|pushd)\b/.test(text) ? undefined : before.workdir
  return {kind, path, folders: withParents(path), text, cwd}
}

function textOf({command, heredocs}: InstructionOf<'run'>): string {
  const line = command.form === 'shell' ? command.text : command.words.join(' ')
  return [line, ...heredocs.map(({content}) => content)].join('\n')
}

/** Only variables that the RUN itself doesn't set. */
function filled(text: string, before: StageState): string {
  const own = homeOf(before)
  const home = own?.startsWith('/') && !/\bHOME=/.test(text) ? own : undefined
  const whole = home === undefined ? text : text.replace(/(?<![^\s"'=:])~(?=[\s/"']|$)/g, home)
  return whole.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced?: string, plain?: string) => {
    const name = braced ?? plain ?? ''
    const variable = before.variables.get(name)
    const value = variable?.unset.length === 0 ? variable.value : name === 'HOME' ? home : undefined
    return value === undefined || new RegExp(`(?<![\\w{$])${name}\\b`).test(text) ? written : value
  })
}

function touches(command: FileCommand, cache: Cache): boolean {
  const {does, words, destination, hasMore, isElsewhere} = command
  if (hasMore && isMentioned(cache)) return true
  if (!isElsewhere && does !== 'links' && words.includes('/')) return true
  if (destination?.startsWith('/') && namesOne(destination, {...cache, folders: [cache.path]})) return true
  const here = isElsewhere ? {...cache, cwd: undefined} : cache
  return words.some(word => {
    if (does === 'copies' && isOfOneModule(word, cache)) return false
    return (does === 'links' && mayLeadInto(word, here)) || mayBe(word, here)
  })
}

/** Unpacked, as its version is: the same with a cache and without. */
function isOfOneModule(word: string, {kind, path}: Cache): boolean {
  return (
    kind === 'modules' && word.startsWith(`${path}/`) && /^(?!cache\/|\.)[^*?[{$`]+@/.test(word.slice(path.length + 1))
  )
}

/** May a word name one of the folders? */
function mayBe(word: string, cache: Cache): boolean {
  const {folders, cwd} = cache
  if (word.startsWith('/')) return namesOne(word, cache)
  const [, rest] = /^\$(?:\{\w+\}|\w+)\/+([^*?[{$`]+)$/.exec(word) ?? []
  if (rest !== undefined) return mayEndWith(withoutSlash(rest), cache)
  if (/^[$~`{]/.test(word)) return isMentioned(cache)
  if (cwd !== undefined) return namesOne(`${cwd}/${word}`, cache)
  const below = posix.normalize(word).replace(/^(\.\.(\/|$))+/, '')
  const at = below.search(OPEN)
  const known = at < 0 ? withoutSlash(below) : below.slice(0, at)
  if (known === '' || known === '.') return isMentioned(cache)
  return mayEndWith(withoutSlash(known), cache) || (at >= 0 && folders.some(folder => folder.includes(`/${known}`)))
}

/** From a place that isn't known: one of the folders, or what is in the cache. */
function mayEndWith(below: string, {folders, path}: Cache): boolean {
  const end = `/${below}`
  return folders.some(folder => folder.endsWith(end)) || withParents(end).some(part => path.endsWith(part))
}

/** From there on it may go on in any way. */
const OPEN = /[*?[{$`]/

/** One of the folders, or what is in the cache. */
function namesOne(word: string, {folders, path}: Cache): boolean {
  const at = word.search(OPEN)
  const known = posix.normalize(at < 0 ? word : word.slice(0, at))
  if (known.startsWith(`${path}/`)) return true
  return at < 0 ? folders.includes(withoutSlash(known)) : folders.some(folder => folder.startsWith(known))
}

/** A link may lead to a file in it as well, which go tells the place of. */
function mayLeadInto(word: string, cache: Cache): boolean {
  const {kind, path, text} = cache
  if (`/${word}`.includes(`${path}/`)) return true
  if (word.startsWith('/')) return false
  return isMentioned(cache) || (kind === 'modules' && /^[$`]/.test(word) && /\bgo\s+(list|mod)\b/.test(text))
}

function isMentioned({kind, path, folders, text}: Cache): boolean {
  return NAMES[kind].test(text) || text.includes(`${path}/`) || folders.some(folder => hasWord(text, folder))
}

function hasWord(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text.slice(at + path.length)]
    if (/[\s"'=:{,(]/.test(before) && /^\/?($|[\s"';&|)},\\*])/.test(after)) return true
  }
  return false
}

function withoutSlash(path: string): string {
  return path.replace(/(.)\/+$/, '$1')
}

function withParents(path: string): readonly string[] {
  return path === '/' ? [] : [path, ...withParents(posix.dirname(path))]
}
