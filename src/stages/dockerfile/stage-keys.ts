import {join} from 'node:path'
import type {Context} from '../../context.ts'
import type {ModeDecision, StageCompile} from '../../dockerfile/index.ts'
import {goEnvironment, splitQuoted} from '../../go/index.ts'
import type {Compiled} from '../cache-keys.ts'
import type {FirstLook} from '../look-around.ts'
import type {FoundDockerfile} from './find.ts'
import {prebuiltFlags} from './prebuilt-flags.ts'
import type {StageGo} from './prepare-stage-go.ts'

/** What is compiled on this machine for a Dockerfile, as the keys of Go's caches have it. */
export function compiledBy(
  {request, env}: Context,
  {trigger}: FirstLook,
  decision: ModeDecision,
  {facts, mains}: StageGo,
  {context}: FoundDockerfile,
): Compiled {
  const common = {goVersion: facts.goVersion, trigger}
  if (decision.mode === 'prebuilt') {
    const wanted = new Set(decision.programs.map(({main}) => main.importPath))
    const used = mains.filter(({importPath}) => wanted.has(importPath))
    const words = splitQuoted(facts.goFlags) ?? []
    const flags = [...words, ...prebuiltFlags({request}, facts, trigger).build]
    const [mainDirs, moduleDirs] = [used.map(({dir}) => dir), used.map(({moduleDir}) => moduleDir)]
    return {...common, flags, env: goEnvironment(env, request.compile.goEnv), mains: [...wanted], mainDirs, moduleDirs}
  }
  const compiles: readonly StageCompile[] = decision.mode === 'replace' ? decision.compiles : []
  const dirs = compiles.map(({folder}) => join(context, folder))
  return {
    ...common,
    flags: compiles.flatMap(({flags}) => flags),
    env: Object.assign({}, ...compiles.map(compile => compile.env)),
    // Each platform compiles them.
    mains: [...new Set(compiles.flatMap(({folder, packages}) => packagesOf(folder, packages)))],
    mainDirs: dirs,
    moduleDirs: dirs.length > 0 ? dirs : [request.dir],
  }
}

function packagesOf(folder: string, packages: readonly string[]): readonly string[] {
  return packages.length === 0 ? [folder] : packages.map(name => `${folder}:${name}`)
}
