import {goTool, type RunGo} from '../go/index.ts'
import {UserError} from '../lib/errors.ts'
import type {Environment, Exec} from '../lib/exec.ts'
import type {Log} from '../lib/log.ts'
import {isFolder} from './goproxy.ts'
import {LEAST_GO} from './module-ask.ts'
import {type Remote, remoteOf} from './remote.ts'
import {DOWNLOAD_SITE} from './site-list.ts'
import type {GoRequest, GosHere, InstalledGo, Machine, ToolFiles} from './types.ts'
import {isAtLeast} from './version.ts'

/** The outside world of this room. */
export interface Outside {
  readonly exec: Exec
  readonly env: Environment
  /** The request's `go-env`. */
  readonly goEnv: Readonly<Record<string, string>>
  readonly files: ToolFiles
  readonly log: Log
  readonly signal?: AbortSignal
}

export interface Sources {
  /** A Go here that can fetch others for this machine. */
  readonly go: RunGo | undefined
  readonly site: Remote
  /** The user named the site: it comes first. */
  readonly siteGiven: boolean
  readonly goProxy: string
  /** What we fetch from GOPROXY ourselves can be verified: it is a folder, or its sum is pinned. */
  readonly ownProxy: 'pinned' | 'file' | 'unverified'
}

/** Who could be asked for a Go. */
export function sourcesOf(request: GoRequest, gos: GosHere, machine: Machine, outside: Outside): Sources {
  const given = request.downloadBaseUrl || outside.env.GO_DOWNLOAD_BASE_URL
  const site = remoteOf(given || DOWNLOAD_SITE)
  if (!site) throw new UserError('go-download-base-url is no address', {hint: 'write it with https://'})
  const installed = [...(gos.onPath ? [gos.onPath] : []), ...gos.inToolCache].find(
    go => isAtLeast(go.version, LEAST_GO) && go.goArch === machine.architecture.goArch,
  )
  const {goProxy} = gos.settings
  return {
    go: installed && goOf(installed, outside),
    site,
    siteGiven: Boolean(given),
    goProxy,
    ownProxy: request.moduleSum ? 'pinned' : isFolder(goProxy) ? 'file' : 'unverified',
  }
}

function goOf({program, goroot, source}: InstalledGo, {exec, env, goEnv, signal}: Outside): RunGo {
  // A GOROOT in the environment is of the Go on PATH.
  const own = source === 'PATH' ? goEnv : {...goEnv, GOROOT: goroot}
  return goTool({exec, env, goEnv: own, program, ...(signal ? {signal} : {})})
}
