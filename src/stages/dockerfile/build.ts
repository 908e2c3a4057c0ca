import {randomUUID} from 'node:crypto'
import {mkdir} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {CachesReport} from '../../ci-cache/index.ts'
import {lineMap, type Overlay, overlayOf, type StageCompile} from '../../dockerfile/index.ts'
import {type AssembledImage, buildkit} from '../../engine/index.ts'
import type {RunGo} from '../../go/index.ts'
import {RequestError} from '../../lib/errors.ts'
import {removeTree} from '../../lib/files.ts'
import {type BuildStage, build, buildOptions, type Instead, writeDockerfile} from './build-image.ts'
import {buildInside} from './build-inside.ts'
import {checkEmulation} from './check-emulation.ts'
import {checkSecrets} from './check-secrets.ts'
import {BUILT_AS_IT_IS, isAskedFor, NO_CONTEXTS} from './confirm-reading.ts'
import {describePrograms, type OverlayBinary} from './overlay-binaries.ts'
import {layPrograms} from './overlay-programs.ts'
import type {StageGo} from './prepare-stage-go.ts'
import {verifyReplacement} from './verify-replacement.ts'

export interface BuiltDockerfile {
  readonly image: AssembledImage
  /** Of those that were compiled for it; they are looked for in the image when that is public. */
  readonly programs: readonly OverlayBinary[]
  /** To be called once, beside the push. Never rejects; undefined where no caches took part. */
  readonly saveCaches: () => Promise<CachesReport | undefined>
}

/** Builds the image by the mode that was decided, and hands the layout over as the embedded engine does. */
export async function buildDockerfile(stage: BuildStage): Promise<BuiltDockerfile> {
  const {ready, path} = stage
  const {found, decision, stageGo, inside} = ready
  const problems = buildkit.splitProblems(buildOptions(stage).task)
  if (problems.length > 0) throw new RequestError(problems) // before a compile
  // One that only BuildKit's frontend can read is built as it is.
  const overlay = found.dockerfile && overlayOf(found.dockerfile, decision)
  const folder = join(dirname(path), `.dockerfile-${randomUUID()}`)
  try {
    if (found.dockerfile) checkEmulation(stage, found.dockerfile, overlay)
    if (overlay && stageGo) return await buildOverlay(stage, {overlay, stageGo, folder})
    await checkSecrets(found.source, buildOptions(stage))
    const isWarm = decision.mode === 'inside' && decision.compilesGo
    if (inside && found.dockerfile && isWarm) {
      const {image, saveCaches} = await buildInside(stage, {session: inside, dockerfile: found.dockerfile, folder})
      return {image, programs: [], saveCaches}
    }
    // The runner's own caches have nothing new.
    return {image: await build(stage), programs: [], saveCaches: async () => undefined}
  } finally {
    await removeTree(folder)
  }
}

interface Overlaid {
  readonly overlay: Overlay
  readonly stageGo: StageGo
  /** Absolute, of this build alone. */
  readonly folder: string
}

/** Compiles what the overlay takes, and builds it. */
async function buildOverlay(stage: BuildStage, {overlay, stageGo, folder}: Overlaid): Promise<BuiltDockerfile> {
  const {context, ready} = stage
  const {found} = ready
  const programs = join(folder, 'programs')
  await mkdir(programs, {recursive: true})
  const instead: Instead = {
    file: await writeDockerfile(folder, overlay.dockerfile, stage),
    contexts: {[overlay.context]: programs},
    lineOf: lineMap(found.source.toString(), overlay.dockerfile.toString()),
  }
  await checkSecrets(overlay.dockerfile, buildOptions(stage, instead))
  context.log.group(`What is built in place of ${found.name}`, overlay.diff)
  await ready.caches?.arrived()
  const {graphs} = await layPrograms(
    {context, ready, stageGo, folder: programs, scratch: join(folder, 'made')},
    overlay,
  )
  if (context.request.dockerfile.verifyReplacement) {
    await verify(stage, {overlay, programs, folder: join(folder, 'verify'), go: stageGo.go})
  }
  const described = describePrograms(ready, {overlay, programs})
  described.catch(() => {}) // awaited later, but perhaps after the build has failed
  const image = await orAsItIs(stage, () => build(stage, instead))
  return {image, programs: await described, saveCaches: async () => ready.caches?.save(graphs)}
}

/** A frontend that is too old to be asked whether it has named contexts says only now that it has none. */
async function orAsItIs(stage: BuildStage, work: () => Promise<AssembledImage>): Promise<AssembledImage> {
  const {log, request} = stage.context
  try {
    return await work()
  } catch (error) {
    if (!buildkit.lacksNamedContexts(error) || isAskedFor(request.dockerfile.mode)) throw error
    log.warn(`${BUILT_AS_IT_IS}: ${NO_CONTEXTS}`)
    return build(stage)
  }
}

async function verify(
  stage: BuildStage,
  made: {readonly overlay: Overlay; readonly programs: string; readonly folder: string; readonly go: RunGo},
): Promise<void> {
  const {context, ready} = stage
  const {decision, found} = ready
  if (decision.mode !== 'replace') return
  const {compiles, cuts} = decision
  if (compiles.length === 0) {
    context.log.warn('verify-replacement has nothing to compare: what build-command makes is what you say')
    return
  }
  const stageOf = ({id}: StageCompile) => cuts.find(({name}) => id.startsWith(`${name}:`))?.name ?? ''
  await verifyReplacement({...made, context, build: buildOptions(stage), original: found.source, compiles, stageOf})
}
