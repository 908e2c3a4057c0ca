import type {Context} from '../context.ts'
import type {RunGo} from '../go/index.ts'

/**
 * Go for finding the main packages while the modules are still on their way: with the network it would fetch and unpack
 * them all itself, though folders of the work tree need none. Import paths may name a dependency's program, which does.
 */
export function offlineFor({request}: Pick<Context, 'request'>, go: RunGo): RunGo {
  const isFolder = (pattern: string) => /^([^=/]*=)?\.{1,2}(\/|$)/.test(pattern)
  if (!request.mains.every(isFolder)) return go
  return (args, options) => go(args, {...options, env: {...options.env, GOPROXY: 'off'}})
}
