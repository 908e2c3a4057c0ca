import {messageOf, UserError} from '../lib/errors.ts'
import type {Log} from '../lib/log.ts'
import {nearestTo} from './choice-problems.ts'
import {SourceFailure} from './failure.ts'
import {fetchWithGo} from './module-go.ts'
import {unpackModule} from './module-proxy.ts'
import {placeGo} from './place.ts'
import {shown} from './remote.ts'
import {unpackFromSite} from './site.ts'
import type {Sources} from './sources.ts'
import type {GosHere, Machine, Published, ToolFiles} from './types.ts'
import {suffixOf} from './version.ts'

export interface FetchGoOptions {
  readonly version: string
  /** Why this one: for the error. */
  readonly reason: string
  readonly sources: Sources
  readonly gos: GosHere
  readonly machine: Machine
  readonly moduleSum?: string
  readonly roots: readonly string[]
  readonly files: ToolFiles
  readonly log: Log
  readonly signal?: AbortSignal
  /** For the nearest versions, when there is no such one. */
  readonly published: () => Promise<Published>
}

export interface Fetched {
  readonly goroot: string
  readonly source: 'module' | 'download'
  readonly from: string
  /** What vouches for it, where that isn't `moduleSum`. */
  readonly verifiedBy?: string
}

interface Attempt extends Omit<Fetched, 'goroot'> {
  /** Gives the root of the Go. */
  readonly get: () => Promise<string>
}

/** Gets a Go from the first source that has it and can prove that it is the one. */
export async function fetchGo(options: FetchGoOptions): Promise<Fetched> {
  const failures: {readonly from: string; readonly error: unknown}[] = []
  for (const {get, ...attempt} of attemptsOf(options)) {
    const {from} = attempt
    try {
      return {goroot: await get(), ...attempt}
    } catch (error) {
      options.signal?.throwIfAborted()
      options.log.debug(`${from}: ${messageOf(error)}`)
      failures.push({from, error})
      // A later source might do, but then nobody would hear of it.
      if (error instanceof SourceFailure && error.isForged) break
    }
  }
  throw await allFailed(options, failures)
}

/** In their order: what the user named, then what the checksum database vouches for, then the download site. */
function attemptsOf(options: FetchGoOptions): readonly Attempt[] {
  const {version, sources, gos, machine, moduleSum, files, signal} = options
  const {go, site, siteGiven, goProxy, ownProxy} = sources
  const common = {version, machine, files, ...(signal ? {signal} : {})}
  const place = (fill: (staging: string) => Promise<string>) => placeGo({...options, ...machine, fill})
  const bySite: Attempt = {
    from: shown(site),
    source: 'download',
    verifiedBy: "the site's own sha256",
    get: () => place(staging => unpackFromSite({base: site, ...common}, staging)),
  }
  const bySelf: Attempt = {
    from: 'golang.org/toolchain through GOPROXY, without Go',
    source: 'module',
    get: () => place(staging => unpackModule({goProxy, ...common, ...(moduleSum ? {sum: moduleSum} : {})}, staging)),
  }
  const byGo = go
    ? [
        {
          from: 'golang.org/toolchain through GOPROXY',
          source: 'module',
          verifiedBy: 'the installed go command',
          get: () => fetchWithGo({go, settings: gos.settings, version}),
        } as const,
      ]
    : []
  const self = goProxy === '' ? [] : [bySelf]
  const last = suffixOf(version) === '' ? [bySite] : [] // the site has no builds but its own
  if (siteGiven) return [...last, ...byGo, ...self]
  if (ownProxy === 'pinned') return [...self, ...byGo, ...last]
  if (go) return [...byGo, ...last, ...(ownProxy === 'file' ? self : [])]
  return ownProxy === 'file' ? [...self, ...last] : [...last, ...self]
}

async function allFailed(
  {version, reason, machine, published}: FetchGoOptions,
  failures: readonly {readonly from: string; readonly error: unknown}[],
): Promise<UserError> {
  const what = `Go ${version} for ${machine.os}/${machine.architecture.goArch}`
  const said = failures.map(({from, error}) => `- ${from}: ${messageOf(error)}`)
  const errors = failures.map(({error}) => error)
  const hints = new Set(errors.flatMap(error => (error instanceof UserError && error.hint ? [error.hint] : [])))
  const hint = hints.size > 0 ? [...hints].join('; or ') : undefined
  const isMissing = errors.some(error => error instanceof SourceFailure && error.missing)
  const list = isMissing ? await published() : undefined
  const near = list && 'versions' in list && !list.versions.includes(version) ? nearestTo(version, list.versions) : []
  return new UserError([`cannot get ${what} (${reason}):`, ...said].join('\n'), {
    cause: errors.at(-1),
    hint:
      near.length > 0
        ? `there is no Go ${version}; the nearest are ${near.join(', ')}`
        : (hint ?? 'check the network and GOPROXY, or install that Go before this step'),
  })
}
