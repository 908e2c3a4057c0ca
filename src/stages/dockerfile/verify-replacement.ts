import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {
  type ComparedProgram,
  compareProgram,
  isReproducible,
  type Overlay,
  platformFolder,
  readBuildInfo,
  type StageCompile,
} from '../../dockerfile/index.ts'
import {buildkit} from '../../engine/index.ts'
import type {RunGo} from '../../go/index.ts'
import {UserError} from '../../lib/errors.ts'
import {hashFile} from '../../lib/hash-file.ts'
import {formatPlatform} from '../../oci/index.ts'

export interface Replacement {
  readonly context: Context
  readonly go: RunGo
  /** The build as it is, of the user's own Dockerfile. */
  readonly build: Omit<buildkit.BuildOptions, 'layoutPath' | 'names' | 'shape'>
  readonly original: Buffer
  readonly overlay: Overlay
  readonly compiles: readonly StageCompile[]
  /** The cut stages' names. */
  readonly stageOf: (compile: StageCompile) => string
  /** Absolute: the context with our programs. */
  readonly programs: string
  /** Absolute; for what this makes. */
  readonly folder: string
}

const STAGE = 'go-containerize-original'

/**
 * Builds the original stage for one platform too, and fails where one of its programs isn't what ours is. The stage runs
 * as it stands in the file: with its network, secrets and base image.
 */
export async function verifyReplacement(of: Replacement): Promise<void> {
  const {context, compiles, build, folder} = of
  const [first] = compiles
  if (!first) return
  const {platform} = first
  const ours = compiles.filter(one => formatPlatform(one.platform) === formatPlatform(platform))
  const [file, dest] = [join(folder, 'Dockerfile'), join(folder, 'original')]
  await mkdir(folder, {recursive: true})
  await writeFile(file, Buffer.concat([of.original, Buffer.from(`\n${exportStage(ours, of.stageOf)}`)]))
  const outputs = [`type=local,dest=${dest},platform-split=false`]
  const {provenance: _, sbom: __, ...plain} = build.task.request // what is said about an image
  const request = {...plain, attests: [], target: STAGE, outputs, cacheTo: []}
  const task = {...build.task, request, file, platforms: [platform], contexts: {}, annotations: {}}
  const layoutPath = join(folder, 'layout')
  await context.phases.time('verify', formatPlatform(platform), () =>
    buildkit.buildDockerfile({...build, task, layoutPath, names: ['verify'], shape: 'auto'}),
  )
  const differences: string[] = []
  for (const compile of ours) {
    for (const {path} of compile.programs) {
      const original = await describe(of.go, join(dest, path))
      const made = await describe(of.go, join(of.programs, platformFolder(platform), path))
      const found = compareProgram({reproducible: isReproducible(compile), original, ours: made})
      differences.push(
        ...found.map(({what, original, ours}) => `${path}: ${what}: ${original} in the stage, ${ours} in ours`),
      )
    }
  }
  if (differences.length === 0) return
  throw new UserError(
    `the replaced stage makes other programs (${formatPlatform(platform)}):\n${differences.join('\n')}`,
    {
      hint: 'use dockerfile-mode: inside, and please report it: a rule should have refused this',
    },
  )
}

function exportStage(compiles: readonly StageCompile[], stageOf: Replacement['stageOf']): string {
  const copies = compiles.flatMap(compile =>
    compile.programs.map(({path}) => `COPY --from=${stageOf(compile)} ${JSON.stringify([path, path])}`),
  )
  return ['', `FROM scratch AS ${STAGE}`, ...copies, ''].join('\n')
}

async function describe(go: RunGo, file: string): Promise<ComparedProgram> {
  const {exitCode, stdout} = await go(['version', '-m', '-json', file], {cwd: join(file, '..')})
  return {sha256: await hashFile(file), info: exitCode === 0 ? readBuildInfo(stdout) : undefined}
}
