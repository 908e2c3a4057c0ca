import type {Descriptor, Layout} from '../oci/index.ts'
import {type PushRun, pushImage, type Registry, type Repository} from '../registry/index.ts'
import {findSameContent, type PublishedTags} from './published.ts'

/** What a repository's tags name after the run. */
export interface Publication {
  readonly descriptor: Descriptor
  /** The manifests by platform, where they are not those that were assembled. */
  readonly manifests: ReadonlyMap<string, Descriptor> | undefined
  readonly changed: boolean
}

/**
 * Publishes one image of a layout under its tags, or leaves them alone: with `ignored` (labels of the commit), an image
 * that has the published one's content keeps the published digest, and only tags that name something else move.
 */
export async function publish(options: {
  readonly registry: Registry
  readonly layout: Layout
  readonly root: Descriptor
  readonly repository: Repository
  readonly tags: readonly string[]
  readonly published: PublishedTags
  readonly ignored: ReadonlySet<string> | undefined
  /** Shared by all pushes of the run. */
  readonly run: PushRun
  readonly signal: AbortSignal
}): Promise<Publication> {
  const {registry, layout, root, repository, tags, run, signal} = options
  const kept = await findKept(options)
  if (kept) {
    const moved = await retag(options, kept.descriptor)
    return {...kept, changed: moved}
  }
  const pushed = await pushImage({registry, layout, root, repository, tags, run, signal})
  const changed = !pushed.present || pushed.tags.some(tag => tag.outcome !== 'equal')
  return {descriptor: root, manifests: undefined, changed}
}

async function findKept({
  registry,
  layout,
  root,
  repository,
  tags,
  published,
  ignored,
}: Parameters<typeof publish>[0]): Promise<Omit<Publication, 'changed'> | undefined> {
  const [first] = tags
  const current = first === undefined ? undefined : published.get(first)
  if (!ignored || !current || current.digest === root.digest) return undefined
  const ours = {root, read: (descriptor: Descriptor) => layout.read(descriptor)}
  const same = await findSameContent({registry, repository, published: current, ours, ignored})
  return same && {descriptor: current, manifests: same.manifests}
}

/** Points the tags that name something else at what the first one names. True when any moved. */
async function retag(
  {registry, repository, tags, published}: Parameters<typeof publish>[0],
  target: Descriptor,
): Promise<boolean> {
  const stale = tags.filter(tag => published.get(tag)?.digest !== target.digest)
  if (stale.length === 0) return false
  const manifest = await registry.manifest({...repository, digest: target.digest})
  await Promise.all(stale.map(tag => registry.putManifest(repository, tag, manifest)))
  return true
}
