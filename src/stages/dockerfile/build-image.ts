import {copyFile, mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {type AssembledImage, buildkit} from '../../engine/index.ts'
import {exists} from '../../lib/files.ts'
import type {PlannedContent} from '../contents.ts'
import type {ReadyBuilder} from '../ready-builder.ts'
import type {DockerfileReady} from './ready.ts'

export interface BuildStage {
  readonly context: Context
  readonly ready: DockerfileReady
  readonly builder: ReadyBuilder
  /** All repositories of the run share what the Dockerfile makes. */
  readonly content: PlannedContent
  /** Of the layout. */
  readonly path: string
}

/** What BuildKit gets in the place of the user's Dockerfile. */
export interface Instead {
  /** Absolute. */
  readonly file: string
  /** Ours, beside the user's. */
  readonly contexts: Readonly<Record<string, string>>
  /** The user's line for one of it. */
  readonly lineOf: buildkit.SourceOfLines['lineOf']
}

/** Builds the user's Dockerfile, or what stands for it, into the layout. Which programs are in it isn't said yet. */
export async function build(stage: BuildStage, instead?: Instead): Promise<AssembledImage> {
  const {context, ready, content, path: layoutPath} = stage
  const {log, phases} = context
  const {toBuild} = content
  const options = buildOptions(stage, instead)
  const names = [toBuild.name, ...toBuild.aliases]
  const {descriptor, platforms, warnings} = await phases.time('build', ready.found.name, () =>
    buildkit.buildDockerfile({...options, layoutPath, names, shape: toBuild.shape}),
  )
  for (const warning of buildkit.checkAnnotations(warnings, options.source)) log.warn(warning)
  return {image: toBuild, descriptor, platforms: platforms.map(platform => ({...platform, binaries: []}))}
}

export function buildOptions({context, ready, builder, content}: BuildStage, instead?: Instead) {
  const {request, env, log} = context
  const {found} = ready
  const {toBuild} = content
  const task: buildkit.BuildTask = {
    request: request.dockerfile,
    builder: builder.chosen.builder,
    file: instead?.file ?? found.path,
    context: found.context,
    contexts: instead?.contexts ?? {},
    platforms: request.platforms,
    labels: toBuild.labels,
    annotations: toBuild.annotations,
    created: toBuild.fileTime,
  }
  const source = {path: found.path, lineOf: instead?.lineOf ?? ((line: number) => line)}
  return {buildx: builder.buildx, task, source, env, log}
}

/** Writes what is built instead, and beside it the ignore file that BuildKit would have read for the user's. */
export async function writeDockerfile(folder: string, text: Buffer, {ready}: BuildStage): Promise<string> {
  const file = join(folder, 'Dockerfile')
  await mkdir(folder, {recursive: true})
  await writeFile(file, text)
  const ignore = `${ready.found.path}.dockerignore`
  if (await exists(ignore)) await copyFile(ignore, `${file}.dockerignore`)
  return file
}
