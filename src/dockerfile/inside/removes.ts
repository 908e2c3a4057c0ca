import {posix} from 'node:path'
import type {InstructionOf} from '../types.ts'
import type {CacheKind} from './types.ts'

/** Go's own words for the place, as people write them in a RUN. */
const NAMES: Readonly<Record<CacheKind, RegExp>> = {
  build: /GOCACHE|(~|\$\{?HOME\}?)\/\.cache/,
  modules: /GOMODCACHE|\$\{?GOPATH\}?|\$\(go env GOPATH\)|(~|\$\{?HOME\}?)\/go\b/,
}

/**
 * Does a RUN remove or move the folder of a cache, or one above it, or make a link to it? A mount can't be removed: the
 * command would fail; and who follows the link in another stage finds an empty folder.
 * Read as a text, so that it finds too much rather than too little; what a script does, it can't see.
 */
export function removes(kind: CacheKind, path: string, {text, heredocs}: InstructionOf<'run'>): boolean {
  const all = [text, ...heredocs.map(({content}) => content)].join('\n')
  if (kind === 'modules' && /\bgo\s+clean\b.*-modcache/.test(all)) return true
  if (!/\b(rm|rmdir|mv|find|ln)\b/.test(all)) return false
  return NAMES[kind].test(all) || withParents(path).some(folder => hasWord(all, folder))
}

function hasWord(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text.slice(at + path.length)]
    if (/[\s"'=:{,(]/.test(before) && /^\/?($|[\s"';&|)},\\])/.test(after)) return true
  }
  return false
}

/** Without the root: who removes that has no build left. */
function withParents(path: string): readonly string[] {
  return path === '/' ? [] : [path, ...withParents(posix.dirname(path))]
}
