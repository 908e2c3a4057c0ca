import {posix} from 'node:path'
import type {Step} from '../scope.ts'
import type {Mount} from '../types.ts'
import {cachePaths} from './cache-paths.ts'
import {CACHE_KINDS, type CacheKind, type Volume} from './types.ts'

/** What a RUN could have of one cache: the user's own mount of it, or a place for one of ours. */
export type CachePlace = {readonly kind: CacheKind; readonly target: string} & (
  | {readonly own: Volume}
  | {readonly own: undefined}
)

/** @param steps one RUN, for each platform: a Dockerfile has one text for all of them */
export function cachePlaces(steps: readonly Step[]): readonly CachePlace[] {
  const answers = steps.map(step => CACHE_KINDS.flatMap(kind => placeOf(kind, step) ?? []))
  const [first = [], ...others] = answers
  return first.filter(place => others.every(other => other.some(one => JSON.stringify(one) === JSON.stringify(place))))
}

function placeOf(kind: CacheKind, {expanded, before}: Step): CachePlace | undefined {
  if (expanded.kind !== 'run') return undefined
  const path = cachePaths(before)[kind]
  const workdir = before.workdir ?? '/'
  const mounts = expanded.mounts
    .filter(({type}) => type !== 'secret' && type !== 'ssh') // files, which lie in no folder's way
    .map(mount => ({...mount, target: posix.resolve(workdir, mount.options.target ?? '/')}))
  const own = mounts.find(({type, target}) => type === 'cache' && (target === path || NAMES[kind].test(target)))
  if (own) return ownPlace(kind, own)
  if (path === undefined || mounts.some(mount => isInTheWay(mount, path))) return undefined
  return {kind, target: path, own: undefined}
}

/** Of a cache mount whose path says what it is for, whatever go's variables seem to be. */
const NAMES: Readonly<Record<CacheKind, RegExp>> = {build: /\/go-build$/, modules: /\/pkg\/mod$/}

/** One that begins with files of its own, or can't be written to, is left alone. */
function ownPlace(kind: CacheKind, {options, target}: Mount & {readonly target: string}): CachePlace | undefined {
  const {id = target, uid, gid, mode} = options
  if (options.from !== undefined || options.source !== undefined || options.readonly !== undefined) return undefined
  const given = Object.entries({uid, gid, mode}).filter(([, value]) => value !== undefined)
  if (![id, target, ...given.map(([, value]) => value)].every(text => /^[\w@+./:-]+$/.test(text ?? '')))
    return undefined
  return {kind, target, own: {kind, id, target, options: Object.fromEntries(given)}}
}

/** A cache mount above it may well be: ours then lies in it. */
function isInTheWay({type, target}: Mount & {readonly target: string}, path: string): boolean {
  const isBelow = target.startsWith(`${path}/`)
  return target === path || isBelow || (type !== 'cache' && path.startsWith(target === '/' ? '/' : `${target}/`))
}
