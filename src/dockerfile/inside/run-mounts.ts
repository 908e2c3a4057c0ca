import {posix} from 'node:path'
import type {Step} from '../scope.ts'
import type {Mount} from '../types.ts'
import {cachePaths} from './cache-paths.ts'
import {copiesCache, touchesCache} from './touches-cache.ts'
import {CACHE_KINDS, type CacheKind, type Volume} from './types.ts'

/** What a RUN could have of one cache: the user's own mount of it, or a place for one of ours. */
export type CachePlace = {readonly kind: CacheKind; readonly target: string} & (
  | {readonly own: Volume}
  | {readonly own: undefined}
)

/**
 * Of one kind several where the user has a mount for each platform, by its id: at one target, as a Dockerfile has one
 * text for all platforms.
 * @param steps one RUN, for each platform
 * @param cold ids of the user's that are left alone
 */
export function cachePlaces(steps: readonly Step[], cold: ReadonlySet<string>): readonly CachePlace[] {
  return CACHE_KINDS.flatMap(kind => {
    const places = steps.map(step => {
      const place = placeOf(kind, step)
      return place?.own && cold.has(place.own.id) ? undefined : place
    })
    const found = new Map(places.flatMap(place => (place ? [[JSON.stringify(place), place] as const] : [])))
    const [first, ...others] = found.values()
    if (!first || places.includes(undefined)) return []
    const areAlike = others.every(({own, target}) => target === first.target && !own === !first.own)
    return areAlike ? [...found.values()] : []
  })
}

/** Would a mount of ours be in the way of what a RUN mounts itself, or does with its files? Then no RUN may have it, for all see the same files. */
export function isRefused(kind: CacheKind, {expanded, before}: Step): boolean {
  if (expanded.kind !== 'run') return false
  const path = cachePaths(before)[kind]
  if (path === undefined) return false
  const mounts = folderMounts(expanded.mounts, before.workdir)
  const own = mounts.some(({type, target}) => type === 'cache' && target === path)
  return touchesCache(kind, path, expanded, before) || (!own && mounts.some(mount => isInTheWay(mount, path)))
}

/** Ids of the user's cache mounts that some RUN copies from: it would bring into a layer what we bring into the cache. */
export function copiedIds(steps: readonly Step[]): ReadonlySet<string> {
  const copied = steps.flatMap(step =>
    CACHE_KINDS.flatMap(kind => {
      const {expanded, before} = step
      const own = placeOf(kind, step)?.own
      return own && expanded.kind === 'run' && copiesCache(kind, own.target, expanded, before) ? [own.id] : []
    }),
  )
  return new Set(copied)
}

function placeOf(kind: CacheKind, {expanded, before}: Step): CachePlace | undefined {
  if (expanded.kind !== 'run') return undefined
  const path = cachePaths(before)[kind]
  const mounts = folderMounts(expanded.mounts, before.workdir)
  const own = mounts.find(({type, target}) => type === 'cache' && (target === path || NAMES[kind].test(target)))
  if (own) return ownPlace(kind, own)
  if (path === undefined || mounts.some(mount => isInTheWay(mount, path))) return undefined
  return {kind, target: path, own: undefined}
}

function folderMounts(mounts: readonly Mount[], workdir = '/'): readonly FolderMount[] {
  return mounts
    .filter(({type}) => type !== 'secret' && type !== 'ssh') // files, which lie in no folder's way
    .map(mount => ({...mount, target: posix.resolve(workdir, mount.options.target ?? '/')}))
}

type FolderMount = Mount & {readonly target: string}

/** Of a cache mount whose path says what it is for, whatever go's variables seem to be. */
const NAMES: Readonly<Record<CacheKind, RegExp>> = {build: /\/go-build$/, modules: /\/pkg\/mod$/}

/** One that begins with files of its own, or can't be written to, is left alone. */
function ownPlace(kind: CacheKind, {options, target}: FolderMount): CachePlace | undefined {
  const {id = defaultId(options.target ?? target), uid, gid, mode} = options
  if (options.from !== undefined || options.source !== undefined || options.readonly !== undefined) return undefined
  const given = Object.entries({uid, gid, mode}).filter(([, value]) => value !== undefined)
  if (![id, target, ...given.map(([, value]) => value)].every(text => /^[\w@+./:-]+$/.test(text ?? '')))
    return undefined
  return {kind, target, own: {kind, id, target, options: Object.fromEntries(given), isOurs: false}}
}

/** The target as it is written, relative or not. https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/dockerfile2llb/convert_runmount.go#L117 */
function defaultId(target: string): string {
  return posix.normalize(target).replace(/(.)\/$/, '$1')
}

/** A cache mount above it may well be: ours then lies in it. */
function isInTheWay({type, target}: FolderMount, path: string): boolean {
  const isBelow = target.startsWith(`${path}/`)
  return target === path || isBelow || (type !== 'cache' && path.startsWith(target === '/' ? '/' : `${target}/`))
}
