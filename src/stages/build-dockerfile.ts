import {randomUUID} from 'node:crypto'
import {copyFile, mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Context} from '../context.ts'
import {
  type Dockerfile,
  lineMap,
  type Overlay,
  overlayOf,
  parseDockerfile,
  runSteps,
  type StageCompile,
} from '../dockerfile/index.ts'
import {type AssembledImage, buildkit} from '../engine/index.ts'
import type {RunGo} from '../go/index.ts'
import {RequestError} from '../lib/errors.ts'
import {exists, removeTree} from '../lib/files.ts'
import {checkSecrets} from './check-secrets.ts'
import {BUILT_AS_IT_IS, isAskedFor, NO_CONTEXTS} from './confirm-reading.ts'
import type {PlannedContent} from './contents.ts'
import {buildArgsOf} from './decide-mode.ts'
import type {DockerfileReady} from './dockerfile-ready.ts'
import {describePrograms, withPrograms} from './overlay-binaries.ts'
import {layPrograms} from './overlay-programs.ts'
import type {ReadyBuilder} from './ready-builder.ts'
import {verifyReplacement} from './verify-replacement.ts'

export interface BuiltDockerfile {
  readonly assembled: readonly AssembledImage[]
  /** Undefined where nothing was compiled on this machine: then its caches tell nothing new. */
  readonly graphs: readonly string[] | undefined
}

interface BuildStage {
  readonly context: Context
  readonly ready: DockerfileReady
  readonly builder: ReadyBuilder
  /** All repositories of the run share what the Dockerfile makes. */
  readonly content: PlannedContent
  /** Of the layout. */
  readonly path: string
}

/** Compiles what the overlay takes, builds it, and hands the layout over as the embedded engine does. */
export async function buildDockerfile(stage: BuildStage): Promise<BuiltDockerfile> {
  const {context, ready, path} = stage
  const {found, decision, stageGo} = ready
  // One that only BuildKit's frontend can read is built as it is.
  const overlay = found.dockerfile && overlayOf(found.dockerfile, decision)
  const folder = join(dirname(path), `.dockerfile-${randomUUID()}`)
  try {
    if (found.dockerfile) checkEmulation(stage, found.dockerfile, overlay)
    const instead = overlay && stageGo ? await writeOverlay(folder, overlay, stage) : undefined
    await checkSecrets(overlay?.dockerfile ?? found.source, buildOptions(stage, instead))
    if (!instead || !overlay || !stageGo) return {assembled: [await build(stage, undefined)], graphs: undefined}
    context.log.group(`What is built in place of ${found.name}`, overlay.diff)
    const {programs} = instead
    const {graphs} = await layPrograms(
      {context, ready, stageGo, folder: programs, scratch: join(folder, 'made')},
      overlay,
    )
    if (context.request.dockerfile.verifyReplacement) {
      await verify(stage, {overlay, programs, folder: join(folder, 'verify'), go: stageGo.go})
    }
    return {assembled: [await buildOverlay(stage, instead)], graphs}
  } finally {
    await removeTree(folder)
  }
}

/** Before a compile: what would fail in the middle of the build. */
function checkEmulation({context, builder}: BuildStage, original: Dockerfile, overlay: Overlay | undefined): void {
  const {request, env} = context
  const {builder: found} = builder.chosen
  const [own] = found.nodes.flatMap(({platforms}) => platforms)
  if (!own) return
  const parsed = overlay ? parseDockerfile(overlay.dockerfile, original.path) : {dockerfile: original}
  if ('problem' in parsed) throw new Error(`our overlay can't be read: ${parsed.problem.message}`)
  const {target} = request.dockerfile
  const requests = request.platforms.map(platform => {
    return {buildArgs: buildArgsOf({request, env}), target: platform, build: own, targetStage: target}
  })
  const steps = runSteps(parsed.dockerfile, target, requests)
  const lineOf = overlay ? lineMap(original.source.toString(), overlay.dockerfile.toString()) : (line: number) => line
  const problems = buildkit.emulationProblems(
    found,
    steps.map(step => ({...step, line: lineOf(step.line) ?? step.line})),
  )
  if (problems.length > 0) throw new RequestError(problems)
}

/** Beside it the ignore file that BuildKit would have read for the user's. */
async function writeOverlay(folder: string, overlay: Overlay, {ready}: BuildStage): Promise<Replacement> {
  const [file, programs] = [join(folder, 'Dockerfile'), join(folder, 'programs')]
  await mkdir(programs, {recursive: true})
  await writeFile(file, overlay.dockerfile)
  const ignore = `${ready.found.path}.dockerignore`
  if (await exists(ignore)) await copyFile(ignore, `${file}.dockerignore`)
  return {overlay, file, programs}
}

interface Replacement {
  readonly overlay: Overlay
  /** Absolute. */
  readonly file: string
  /** Absolute: the context with the programs. */
  readonly programs: string
}

async function verify(
  stage: BuildStage,
  made: {readonly overlay: Overlay; readonly programs: string; readonly folder: string; readonly go: RunGo},
): Promise<void> {
  const {context, ready} = stage
  const {decision, found} = ready
  if (decision.mode !== 'replace' || !found.dockerfile) return
  const {compiles, cuts} = decision
  if (compiles.length === 0) {
    context.log.warn('verify-replacement has nothing to compare: what build-command makes is what you say')
    return
  }
  const stageOf = ({id}: StageCompile) => cuts.find(({name}) => id.startsWith(`${name}:`))?.name ?? ''
  const original = found.dockerfile.source
  await verifyReplacement({...made, context, build: buildOptions(stage, undefined), original, compiles, stageOf})
}

/** A frontend that is too old to be asked whether it has named contexts says only now that it has none. */
async function buildOverlay(stage: BuildStage, instead: Replacement): Promise<AssembledImage> {
  const {log, request} = stage.context
  try {
    return await build(stage, instead)
  } catch (error) {
    if (!buildkit.lacksNamedContexts(error) || isAskedFor(request.dockerfile.mode)) throw error
    log.warn(`${BUILT_AS_IT_IS}: ${NO_CONTEXTS}`)
    return build(stage, undefined)
  }
}

async function build(stage: BuildStage, instead: Replacement | undefined): Promise<AssembledImage> {
  const {context, ready, content, path: layoutPath} = stage
  const {log, phases} = context
  const {toBuild} = content
  const options = buildOptions(stage, instead)
  const names = [toBuild.name, ...toBuild.aliases]
  const {descriptor, platforms, warnings} = await phases.time('build', ready.found.name, () =>
    buildkit.buildDockerfile({...options, layoutPath, names, shape: toBuild.shape}),
  )
  for (const warning of buildkit.checkAnnotations(warnings, options.source)) log.warn(warning)
  const made = instead ? await describePrograms(ready, instead) : []
  return {image: toBuild, descriptor, platforms: await withPrograms(platforms, {layoutPath, made, log})}
}

function buildOptions({context, ready, builder, content}: BuildStage, instead: Replacement | undefined) {
  const {request, env, log} = context
  const {found} = ready
  const {toBuild} = content
  const original = found.dockerfile?.source.toString() ?? ''
  const source = {
    path: found.path,
    lineOf: instead ? lineMap(original, instead.overlay.dockerfile.toString()) : (line: number) => line,
  }
  const task: buildkit.BuildTask = {
    request: request.dockerfile,
    builder: builder.chosen.builder,
    file: instead?.file ?? found.path,
    context: found.context,
    contexts: instead ? {[instead.overlay.context]: instead.programs} : {},
    platforms: request.platforms,
    labels: toBuild.labels,
    annotations: toBuild.annotations,
    created: toBuild.fileTime,
  }
  return {buildx: builder.buildx, task, source, env, cwd: found.root, log}
}
