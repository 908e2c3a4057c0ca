import type {Descriptor, Digest, ReadDocument, Repository} from '../oci/index.ts'
import {documentReader, type Registry} from '../registry/index.ts'
import {readContent} from './content.ts'

/** What each of an image's tags names now. */
export type PublishedTags = ReadonlyMap<string, Descriptor | undefined>

export async function readTags(
  registry: Pick<Registry, 'head'>,
  repository: Repository,
  tags: readonly string[],
): Promise<PublishedTags> {
  return new Map(
    await Promise.all(tags.map(async tag => [tag, await registry.head({...repository, tag}, {toPush: true})] as const)),
  )
}

/**
 * The published image that has the same content as ours, if the first tag names one: then a new commit is no reason to
 * move tags. Answers with what each of our manifests is there, by its digest. Undefined as well when the published one can't be read completely: it is better replaced.
 */
export async function findSameContent(options: {
  readonly registry: Pick<Registry, 'manifest' | 'openBlob'>
  readonly repository: Repository
  readonly published: Descriptor
  readonly ours: {readonly root: Descriptor; readonly read: ReadDocument}
  readonly ignored: ReadonlySet<string>
}): Promise<ReadonlyMap<Digest, Descriptor> | undefined> {
  const {registry, repository, published, ours, ignored} = options
  if (published.mediaType !== ours.root.mediaType) return undefined
  const [theirs, mine] = await Promise.all([
    readContent(documentReader(registry, repository), published, ignored).catch(() => undefined),
    readContent(ours.read, ours.root, ignored),
  ])
  if (theirs?.fingerprint !== mine.fingerprint) return undefined
  return new Map(theirs.manifests.map((manifest, at) => [mine.manifests[at]?.digest ?? manifest.digest, manifest]))
}
