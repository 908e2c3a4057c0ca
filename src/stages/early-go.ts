import type {CachePolicy} from '../ci-cache/index.ts'
import type {Context} from '../context.ts'
import type {RunGo} from '../go/index.ts'
import type {Environment} from '../lib/exec.ts'

/** Go while its caches are still on their way. */
export interface EarlyGo {
  readonly go: RunGo
  /** The same for finding the main packages. */
  readonly offline: RunGo
}

export function earlyGo(
  {request, env}: Pick<Context, 'request' | 'env'>,
  ready: RunGo,
  policy: CachePolicy | undefined,
): EarlyGo {
  const go = policy?.build.restore ? withoutIndex(ready, env) : ready
  return {go, offline: policy?.modules.restore ? offlineFor(request.mains, go) : go}
}

/**
 * With the network it would fetch and unpack all modules itself, though folders of the work tree need none. Import paths
 * may name a dependency's program, which does.
 */
function offlineFor(mains: readonly string[], go: RunGo): RunGo {
  const isFolder = (pattern: string) => /^([^=/]*=)?\.{1,2}(\/|$)/.test(pattern)
  if (!mains.every(isFolder)) return go
  return (args, options) => go(args, {...options, env: {...options.env, GOPROXY: 'off'}})
}

/**
 * Go that looks into the sources themselves. Else it notes in GOCACHE what is in each module and in the standard library,
 * which pays from the second time on. While GOCACHE is on its way, or where modules lie elsewhere in every run, it is for
 * nothing: 0.3 s for a list of 0.07 s.
 * https://github.com/golang/go/blob/go1.26.0/src/cmd/go/internal/modindex/read.go
 */
export function withoutIndex(go: RunGo, env: Environment): RunGo {
  return (args, options) => {
    const settings = [options.env?.GODEBUG ?? env.GODEBUG, 'goindex=0'].filter(Boolean)
    return go(args, {...options, env: {...options.env, GODEBUG: settings.join()}})
  }
}
