import {randomUUID} from 'node:crypto'
import {dirname, join} from 'node:path'
import type {Context} from '../context.ts'
import {
  type AssembledImage,
  type AssembleOptions,
  binaryPath,
  buildkit,
  checkPlaces,
  type ImageFiles,
  type ImageToBuild,
  type PlacedBinary,
  readImageFiles,
} from '../engine/index.ts'
import {allEnded} from '../lib/all-ended.ts'
import {RequestError} from '../lib/errors.ts'
import {removeTree} from '../lib/files.ts'
import {type Log, prefixed} from '../lib/log.ts'
import type {Platform} from '../oci/index.ts'
import type {CredentialSource} from '../registry/index.ts'
import {type GeneratedImage, generateImage, type WrittenImage, writeImage} from './generated-image.ts'
import type {ReadyBuilder} from './ready-builder.ts'
import {checkWhole} from './whole-base.ts'

/** Where it pulls a base from, the builder logs in as we did when we looked at it. */
export interface BuilderWithLogins extends ReadyBuilder {
  readonly credentials: CredentialSource
}

/** As the embedded engine's `assemble`, by BuildKit: it gets a Dockerfile that says the same. */
export async function assembleGenerated(
  context: Context,
  builder: BuilderWithLogins,
  options: AssembleOptions,
): Promise<readonly AssembledImage[]> {
  const {images, layoutPath, complete, phases, assets} = options
  checkSeveral(context, images)
  const ready = await Promise.all(images.map(image => getReady(context, image, options)))
  const folder = join(dirname(layoutPath), `.generated-${randomUUID()}`)
  try {
    const builds = await allEnded(
      ready.map(async ({generated, binaries}, at) => {
        const written = await writeImage(generated, binaries.flat(), {folder: join(folder, String(at)), assets})
        const log = images.length > 1 ? prefixed(context.log, generated.image.name) : context.log
        return buildOptions({...context, log}, builder, generated, written)
      }),
    )
    const subject = images.map(({name}) => name).join(', ')
    const build = () => buildkit.buildDockerfiles(builds, {layoutPath, ...(complete && {complete})})
    const results = await phases.time('build', subject, build)
    return results.map(({descriptor, platforms}, at) => {
      const {generated, binaries = []} = ready[at] ?? {}
      if (!generated) throw new Error('more was built than asked for')
      const withBinaries = platforms.map((platform, index) => ({...platform, binaries: binaries[index] ?? []}))
      return {image: generated.image, descriptor, platforms: withBinaries}
    })
  } finally {
    await removeTree(folder)
  }
}

interface Ready {
  readonly generated: GeneratedImage
  /** In the order of the image's platforms. */
  readonly binaries: readonly (readonly PlacedBinary[])[]
}

/** What is wrong with the image is told while its programs are still compiled. */
async function getReady({log}: Context, image: ImageToBuild, options: AssembleOptions): Promise<Ready> {
  const [files] = await Promise.all([readImageFiles(image), checkWhole(image)])
  const generated = generateImage(image, files)
  for (const warning of generated.warnings) log.warn(warning)
  log.group(`The Dockerfile that BuildKit gets for ${image.name}`, generated.text)
  const binaries = await Promise.all(image.platforms.map(platform => binariesFor(image, platform, files, options)))
  return {generated, binaries}
}

async function binariesFor(
  image: ImageToBuild,
  platform: Platform,
  files: ImageFiles,
  {binaries, readBase}: AssembleOptions,
): Promise<readonly PlacedBinary[]> {
  const [made] = await Promise.all([
    Promise.all(image.mains.map(main => binaries(main, platform))),
    checkPlaces(image, platform, files, readBase),
  ])
  return made.map(binary => ({...binary, destination: binaryPath(image, binary.main)}))
}

/** What a request can't mean for more than one image. */
function checkSeveral({request, log}: Context, images: readonly ImageToBuild[]): void {
  if (images.length < 2) return
  const {outputs, cacheTo} = request.dockerfile
  if (outputs.length > 0) {
    const message = `${images.length} images are built, whose outputs would overwrite each other`
    throw new RequestError([{subject: 'outputs', message, hint: 'build one image, or use `output` for all of them'}])
  }
  if (cacheTo.length > 0) {
    log.warn('each image writes its own layer cache: of those that go to one place, the last one stays')
  }
}

async function buildOptions(
  {request, env, log}: Pick<Context, 'request' | 'env'> & {readonly log: Log},
  {buildx, chosen, credentials}: BuilderWithLogins,
  {image, buildArgs}: GeneratedImage,
  written: WrittenImage,
): Promise<buildkit.ImageOptions> {
  const {labels, annotations, platforms, fileTime: created, shape} = image
  const task: buildkit.BuildTask = {
    request: {...request.dockerfile, buildArgs: Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`)},
    builder: chosen.builder,
    ...written,
    platforms,
    labels,
    annotations,
    created,
  }
  return {
    buildx: buildkit.withLogins(buildx, await loginsFor(image, credentials), env),
    task,
    source: {path: written.file, lineOf: () => undefined},
    env,
    log,
    names: [image.name, ...image.aliases],
    shape,
  }
}

/** A refresh token can't be handed over: with one, the builder depends on Docker's configuration, where it is from. */
async function loginsFor(
  {base}: ImageToBuild,
  credentials: CredentialSource,
): Promise<readonly buildkit.BuilderLogin[]> {
  if (base?.location.kind !== 'registry') return []
  const {registry} = base.location.repository
  const found = await credentials(registry)
  return found?.kind === 'password' ? [{registry, username: found.username, password: found.password}] : []
}
