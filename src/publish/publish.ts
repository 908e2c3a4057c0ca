import {allEnded} from '../lib/all-ended.ts'
import type {Descriptor, Digest, Layout, Repository} from '../oci/index.ts'
import {type PushRun, type Registry, sendImage} from '../registry/index.ts'
import {findSameContent, type PublishedTags, readTags} from './published.ts'

/** What a repository's tags name after the run; only they are still to be set. */
export interface Publication {
  readonly descriptor: Descriptor
  /** What is there in place of each assembled manifest, by that one's digest; undefined where they are the same. */
  readonly manifests: ReadonlyMap<Digest, Descriptor> | undefined
  readonly changed: boolean
  /** Absent when every tag is right already. */
  readonly setTags: (() => Promise<void>) | undefined
}

export interface PublishOptions {
  readonly registry: Registry
  readonly layout: Layout
  readonly root: Descriptor
  readonly repository: Repository
  readonly tags: readonly string[]
  /** What they named before the compile: enough to know that nothing is there to keep. */
  readonly published: PublishedTags
  readonly ignored: ReadonlySet<string> | undefined
  /** Shared by all pushes of the run. */
  readonly run: PushRun
  readonly signal: AbortSignal
}

/**
 * Sends one image of a layout to its repository, or nothing: with `ignored` (labels of the commit), an image that has the
 * published one's content keeps the published digest, and only tags that name something else move.
 */
export async function prepare(options: PublishOptions): Promise<Publication> {
  const {registry, layout, root, repository, tags, run, signal} = options
  const kept = await findKept(options)
  if (kept) return kept
  const sent = await sendImage({registry, layout, root, repository, tags, run, signal})
  const moves = sent.tags.some(tag => tag.outcome !== 'equal')
  return {
    descriptor: root,
    manifests: undefined,
    changed: !sent.present || moves,
    setTags: moves ? sent.setTags : undefined,
  }
}

/** The published image, where it has our content under another digest. */
async function findKept(options: PublishOptions): Promise<Publication | undefined> {
  const {registry, layout, root, repository, tags, published, ignored} = options
  const [first] = tags
  const before = first === undefined ? undefined : published.get(first)
  if (!ignored || first === undefined || !before || before.digest === root.digest) return undefined
  const now = await readTags(registry, repository, tags) // another run may have moved them while this one compiled
  const current = now.get(first)
  if (!current || current.digest === root.digest) return undefined
  const ours = {root, read: (descriptor: Descriptor) => layout.read(descriptor)}
  const same = await findSameContent({registry, repository, published: current, ours, ignored})
  if (!same) return undefined
  const stale = tags.filter(tag => now.get(tag)?.digest !== current.digest)
  const setTags = async () => {
    const manifest = await registry.manifest({...repository, digest: current.digest})
    await allEnded(stale.map(tag => registry.putManifest(repository, tag, manifest)))
  }
  const moves = stale.length > 0
  return {descriptor: current, manifests: same, changed: moves, setTags: moves ? setTags : undefined}
}
