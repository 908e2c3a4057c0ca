import {chmod, copyFile, mkdir} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {checkProgram} from '../../check/index.ts'
import type {Context} from '../../context.ts'
import type {ModeDecision, Overlay, OverlayProgram} from '../../dockerfile/index.ts'
import {compile, compileWritten, type MainPackage, type WrittenBuild} from '../../go/index.ts'
import type {Platform} from '../../oci/index.ts'
import {stageEnv} from './go-knowledge.ts'
import {prebuiltFlags} from './prebuilt-flags.ts'
import type {StageGo} from './prepare-stage-go.ts'
import type {DockerfileReady} from './ready.ts'
import {runStageCommand} from './stage-command.ts'

/** Compiled for an overlay. */
export interface OverlayPrograms {
  /** What cmd/go noted of each build. */
  readonly graphs: readonly string[]
}

interface Place {
  readonly context: Context
  readonly ready: DockerfileReady
  readonly stageGo: StageGo
  /** Absolute: becomes the build context of the programs. */
  readonly folder: string
  /** Absolute: for what is not to get into it. */
  readonly scratch: string
}

/** Compiles what the overlay takes from its context, and lays it there. */
export async function layPrograms(place: Place, overlay: Overlay): Promise<OverlayPrograms> {
  const {decision} = place.ready
  await mkdir(place.folder, {recursive: true})
  if (decision.mode === 'prebuilt') return layMains(place, overlay, decision)
  if (decision.mode !== 'replace') return {graphs: []}
  await layCommands(place, overlay, decision)
  return layCompiled(place, overlay, decision)
}

type Replaced = Extract<ModeDecision, {readonly mode: 'replace'}>
type Prebuilt = Extract<ModeDecision, {readonly mode: 'prebuilt'}>
type Compiled = Extract<OverlayProgram, {readonly kind: 'compiled'}>

async function layCompiled(place: Place, overlay: Overlay, {compiles}: Replaced): Promise<OverlayPrograms> {
  const {context, ready, stageGo} = place
  const builds = await Promise.all(
    compiles.map(async (one): Promise<WrittenBuild> => {
      const executables = [...new Set(one.programs.map(({executable}) => executable))]
      const dir = join(ready.found.context, one.folder)
      return {...one, dir, env: await stageEnv(stageGo.go, one), executables}
    }),
  )
  const written = await compileWritten({
    ...context,
    go: stageGo.go,
    minor: stageGo.facts.minor,
    builds,
    dir: context.request.dir,
    cache: ready.cache,
    withGraphs: context.door === 'action',
  })
  try {
    for (const program of compiledOf(overlay)) {
      const build = builds.find(({id}) => id === program.by)
      if (build) await lay(place, program.path, written.program(build, program.executable).path, build.platform)
    }
    return {graphs: written.graphs}
  } finally {
    await written.close()
  }
}

/** One platform after the other: a command may write to one place for all of them. */
async function layCommands(place: Place, overlay: Overlay, {commands}: Replaced): Promise<void> {
  const {context, ready, stageGo, scratch} = place
  for (const command of commands) {
    const where = {context: ready.found.context, folder: scratch, program: stageGo.program}
    const files = await runStageCommand(context, command, where)
    for (const {by, executable, path} of compiledOf(overlay)) {
      const file = by === command.id ? files.get(executable) : undefined
      if (file !== undefined) await lay(place, path, file, command.platform)
    }
  }
}

function compiledOf({programs}: Overlay): readonly Compiled[] {
  return programs.filter(program => program.kind === 'compiled')
}

async function layMains(place: Place, overlay: Overlay, {programs}: Prebuilt): Promise<OverlayPrograms> {
  const {context, ready, stageGo} = place
  const {request} = context
  const {go, facts} = stageGo
  const flags = prebuiltFlags(context, facts, ready.trigger)
  const mains = stageGo.mains.filter(({importPath}) => programs.some(({main}) => main.importPath === importPath))
  const withGraphs = context.door === 'action'
  const {platforms, dir} = request
  const compilation = compile({
    ...context,
    go,
    facts,
    flags,
    mains,
    platforms,
    cgo: false,
    dir,
    cache: ready.cache,
    withGraphs,
  })
  try {
    for (const entry of overlay.programs) {
      if (entry.kind !== 'main') continue
      const {platform, main} = entry.program
      const {path} = await compilation.binary(mainNamed(mains, main.importPath), platform)
      await lay(place, entry.path, path, platform)
    }
    return {graphs: await compilation.graphs()}
  } finally {
    await compilation.close()
  }
}

function mainNamed(mains: readonly MainPackage[], importPath: string): MainPackage {
  const found = mains.find(main => main.importPath === importPath)
  if (!found) throw new Error(`${importPath} was found and is gone`)
  return found
}

/** A copy, since its mode goes into the image: also where a umask took rights away. */
async function lay({folder}: Place, path: string, file: string, platform: Platform): Promise<void> {
  await checkProgram({name: path.split('/').at(-1) ?? path, platform, path: file})
  const target = join(folder, path)
  await mkdir(dirname(target), {recursive: true})
  await copyFile(file, target)
  await chmod(target, 0o755)
}
