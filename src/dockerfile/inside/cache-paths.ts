import {posix} from 'node:path'
import {goOfImage} from '../modes/golang-image.ts'
import type {BaseImage, StageState} from '../state.ts'
import type {CacheKind} from './types.ts'

/**
 * Where go has its caches at a place of a stage; without a kind whose place can't be told.
 * https://pkg.go.dev/cmd/go#hdr-Environment_variables, os.UserCacheDir
 */
export function cachePaths(state: StageState): Readonly<Partial<Record<CacheKind, string>>> {
  const look = lookUp(state)
  const build = look('GOCACHE') ?? below(look('XDG_CACHE_HOME') ?? below(homeOf(state), '.cache'), 'go-build')
  const goPath = look('GOPATH')?.split(':')[0] ?? below(homeOf(state), 'go')
  const modules = look('GOMODCACHE') ?? below(goPath, 'pkg/mod')
  return {
    ...(isOwn(build, state, look('GOCACHE')) ? usable('build', build) : {}),
    ...(isOwn(modules, state, look('GOMODCACHE')) ? usable('modules', modules) : {}),
  }
}

export function homeOf(state: StageState): string | undefined {
  return lookUp(state)('HOME') ?? (isRoot(state.user) ? '/root' : undefined)
}

/**
 * A mount below the home of a user other than root makes folders there that are root's, such as ~/.cache, where other
 * tools then can't write. Who names the place itself has made it.
 */
function isOwn(path: string | undefined, state: StageState, named: string | undefined): boolean {
  if (named !== undefined || isRoot(state.user)) return true
  const home = lookUp(state)('HOME')
  return home === undefined || path === undefined || !path.startsWith(`${home.replace(/\/$/, '')}/`)
}

/** What golang images set. https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template */
export function golangImage(image: string): BaseImage | undefined {
  return goOfImage(image).kind === 'unknown' ? undefined : {env: {GOPATH: '/go'}, workdir: '/go'}
}

/** An empty value is none to go, and what isn't known for certain no place. */
function lookUp({variables}: StageState) {
  return (name: string): string | undefined => {
    const variable = variables.get(name)
    if (!variable || (variable.value === '' && variable.unset.length === 0)) return undefined
    return variable.unset.length === 0 ? variable.value : UNKNOWN
  }
}

/** No absolute path, so never usable. */
const UNKNOWN = '?'

/** Of an image whose user isn't known root is the likeliest; at another place the caches are of no use, and no harm. */
function isRoot(user: string | undefined): boolean {
  return user === undefined || /^(|0|root)(:.*)?$/.test(user)
}

function below(folder: string | undefined, path: string): string | undefined {
  return folder === undefined ? undefined : posix.join(folder, path)
}

/** Also as the value of a mount's option, where a comma or a `$` would mean something. */
function usable(kind: CacheKind, path: string | undefined) {
  return path !== undefined && /^\/[\w@+./-]*[\w]$/.test(path) ? {[kind]: posix.normalize(path)} : {}
}
