import {type CompilePlanInput, planCompile} from './compile-plan.ts'
import type {RunGo} from './tool.ts'

/**
 * Has go unpack, and check, the modules that these programs need: from the zips at hand, or from the network. A build does
 * it too, but only when it begins; most of it is writing small files, which other work need not wait for. What fails here
 * fails in the build, with its reason.
 */
export async function unpackModules({
  go,
  signal,
  ...input
}: CompilePlanInput & {readonly go: RunGo; readonly signal?: AbortSignal}): Promise<void> {
  const tasks = planCompile({...input, platforms: input.platforms.slice(0, 1)}) // modules are the same for all
  for (const {mains, moduleDir, env} of tasks) {
    const paths = mains.map(({importPath}) => importPath)
    const options = {cwd: moduleDir, env, ...(signal ? {signal} : {})}
    await go(['list', '-e', '-deps', '-f', '{{.ImportPath}}', ...input.flags.list, '--', ...paths], options)
  }
}
