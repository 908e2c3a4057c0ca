import type {CacheFolder} from '../cache/index.ts'
import type {Context} from '../context.ts'
import {createBaseReader, type ReadBaseFiles, type ResolvedBase, resolveBase} from '../engine/index.ts'
import {UserError} from '../lib/errors.ts'
import {parseReference, type Repository} from '../oci/index.ts'
import type {Plan, PlannedImage} from '../plan/index.ts'
import {type PublishedTags, readTags} from '../publish/index.ts'
import type {Registry} from '../registry/index.ts'
import {type ContainerEngine, findContainerEngine} from '../runtime/index.ts'

/** A planned image with what its registry says of it. */
export interface Destination {
  readonly image: PlannedImage
  readonly repository: Repository
  /** Tags to set. */
  readonly tags: readonly string[]
  readonly published: PublishedTags
}

export interface Resolved {
  readonly base: ResolvedBase | undefined
  readonly readBase: ReadBaseFiles
  /** Empty when nothing is pushed. */
  readonly destinations: readonly Destination[]
  /** Docker or podman, when the image is to go there. */
  readonly engine: ContainerEngine | undefined
}

/** Asks the network what can be asked before any compile: the base's platforms, the tags' state, the right to push, Docker. */
export async function resolve(context: Context, plan: Plan, registry: Registry, cache: CacheFolder): Promise<Resolved> {
  const {request, phases, exec, env, signal} = context
  const {base, platforms} = request
  const [resolvedBase, destinations, engine] = await Promise.all([
    base && phases.time('resolve', base, () => resolveBase({base, platforms, registry, cache})),
    plan.push.allowed ? resolveDestinations(phases, plan.images, registry) : [],
    request.load ? findContainerEngine(exec, env, signal) : undefined,
  ])
  return {base: resolvedBase || undefined, readBase: createBaseReader({registry, cache}), destinations, engine}
}

export function resolveDestinations(
  phases: Context['phases'],
  images: readonly PlannedImage[],
  registry: Registry,
): Promise<readonly Destination[]> {
  return Promise.all(
    images.map(image =>
      phases.time('resolve', image.name, async () => {
        const repository = repositoryOf(image.name)
        const tags = image.tags.map(tag => tag.name)
        const [published] = await Promise.all([readTags(registry, repository, tags), registry.checkPush(repository)])
        return {image, repository, tags, published}
      }),
    ),
  )
}

function repositoryOf(name: string): Repository {
  const parsed = parseReference(name)
  if ('reference' in parsed) return {registry: parsed.reference.registry, repository: parsed.reference.repository}
  throw new UserError(`"${name}" is no image name: ${parsed.problem}`, {hint: 'write HOST/OWNER/NAME'})
}
