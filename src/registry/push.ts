import {allEnded} from '../lib/all-ended.ts'
import {
  type Descriptor,
  type Layout,
  parseReferences,
  type References,
  type Repository,
  remoteOrigin,
} from '../oci/index.ts'
import {nodeSleep} from './create.ts'
import {isUnknownContent, RegistryError} from './errors.ts'
import type {Sleep} from './http.ts'
import {type BlobToPush, createPushRun, type PushRun} from './push-run.ts'
import type {BlobOutcome, Registry} from './types.ts'

/** GHCR and Nexus may not know a blob just after its upload. Five more tries in 30 s. */
export const SETTLE_WAITS: readonly number[] = [1000, 2000, 4000, 8000, 15_000]

export interface PushRequest {
  readonly registry: Registry
  readonly layout: Layout
  /** The index or manifest to push. */
  readonly root: Descriptor
  readonly repository: Repository
  /** Set last, once all that they name is there. None: the image can be had by its digest only. */
  readonly tags: readonly string[]
  /** Shared by the pushes of one run, so that they send nothing twice. */
  readonly run?: PushRun
  readonly sleep?: Sleep
  readonly signal?: AbortSignal
}

export interface PushResult {
  readonly tags: readonly PushedTag[]
  /** Had the registry the root and every manifest below it before? */
  readonly present: boolean
  /** The manifests, and the blobs of those that were missing. */
  readonly contents: readonly PushedContent[]
}

/** An image whose content is there. `tags` say what is to be done, and `setTags` does it. */
export interface SentImage extends PushResult {
  readonly setTags: () => Promise<void>
}

export interface PushedTag {
  readonly name: string
  /** `equal`: the tag named these very bytes before and was left alone. */
  readonly outcome: 'equal' | 'created' | 'moved'
  readonly before: Descriptor | undefined
}

export interface PushedContent {
  readonly descriptor: Descriptor
  readonly kind: 'manifest' | 'blob'
  readonly outcome: BlobOutcome
}

interface Context {
  readonly registry: Registry
  readonly layout: Layout
  readonly repository: Repository
  readonly run: PushRun
  readonly sleep: Sleep
  readonly signal: AbortSignal | undefined
  readonly contents: Map<string, PushedContent>
}

/**
 * Puts an image into a repository, children before parents, tags last: whatever a tag names is complete. What an earlier
 * run pushed is believed only where the registry confirms it.
 */
export async function pushImage(request: PushRequest): Promise<PushResult> {
  const {setTags, ...result} = await sendImage(request)
  await setTags()
  return result
}

/** The same but for the tags, which a run with several images sets when all of them are there. */
export async function sendImage(request: PushRequest): Promise<SentImage> {
  const {root, repository, registry, run = createPushRun(), sleep = nodeSleep} = request
  const context: Context = {...request, run, sleep, signal: request.signal, contents: new Map()}
  const heads = allEnded(request.tags.map(name => headTag(registry, repository, root, name)))
  const content = pushManifest(context, root, async () =>
    // A tag that names the root proves that it is there, which saves a request on the way of an unchanged image.
    (await heads).some(({outcome}) => outcome === 'equal') ? true : hasManifest(context, root),
  )
  const [tags] = await allEnded([heads, content])
  const contents = [...context.contents.values()]
  const present = contents.every(({kind, outcome}) => kind === 'blob' || outcome === 'present')
  const setTags = async () => {
    for (const {name, outcome} of tags) if (outcome !== 'equal') await setTag(context, root, name)
  }
  return {tags, present, contents, setTags}
}

/** Asked before every tag is written: registries with immutable tags refuse even the same bytes again. */
async function headTag(registry: Registry, repository: Repository, root: Descriptor, name: string): Promise<PushedTag> {
  const before = await registry.head({...repository, tag: name}, {toPush: true})
  if (before === undefined) return {name, before, outcome: 'created'}
  return {name, before, outcome: before.digest === root.digest ? 'equal' : 'moved'}
}

/** Nothing is public before all of it is there: no manifest goes before every blob of every platform has arrived. */
async function pushManifest(context: Context, descriptor: Descriptor, isThere?: () => Promise<boolean>): Promise<void> {
  await putManifests(context, await sendBlobs(context, descriptor, isThere))
}

/** A manifest whose blobs, and whose children's blobs, are in the repository. */
interface Sent {
  readonly descriptor: Descriptor
  readonly present: boolean
  readonly children: readonly Sent[]
}

/** Children are looked at even where their index is there: clean-up bots delete them one by one. */
async function sendBlobs(
  context: Context,
  descriptor: Descriptor,
  isThere = () => hasManifest(context, descriptor),
): Promise<Sent> {
  const names = referencesOf(await context.layout.read(descriptor), descriptor)
  const below = allEnded(names.manifests.map(child => sendBlobs(context, child)))
  const [present, children] = await allEnded([isThere(), below])
  if (!present) await allEnded(names.blobs.map(blob => pushBlob(context, blob)))
  return {descriptor, present, children}
}

/** Children before parents. */
async function putManifests(context: Context, {descriptor, present, children}: Sent): Promise<void> {
  await allEnded(children.map(child => putManifests(context, child)))
  if (!present) await putManifest(context, descriptor, descriptor.digest)
  const {digest} = descriptor
  context.contents.set(digest, {descriptor, kind: 'manifest', outcome: present ? 'present' : 'sent'})
}

function referencesOf(bytes: Buffer, {mediaType, digest}: Descriptor): References {
  return parseReferences(bytes, mediaType, digest)
}

/**
 * An answer may be lost after the registry has written the tag, and where tags are immutable the next attempt is then
 * refused, though all is well. So is the second of two runs that set the same tag at once.
 */
async function setTag(context: Context, root: Descriptor, name: string): Promise<void> {
  try {
    await putManifest(context, root, name)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const now = await headTag(context.registry, context.repository, root, name).catch(() => undefined)
    if (now?.outcome !== 'equal') throw error
  }
}

async function hasManifest({registry, repository}: Context, {digest}: Descriptor): Promise<boolean> {
  return (await registry.head({...repository, digest}, {toPush: true})) !== undefined
}

/** Writes one manifest. A registry that doesn't know yet what it names gets time, and what is missing once more. */
async function putManifest(context: Context, descriptor: Descriptor, target: string): Promise<void> {
  const {registry, layout, repository, sleep, signal} = context
  const bytes = await layout.read(descriptor)
  for (const wait of SETTLE_WAITS) {
    try {
      return await registry.putManifest(repository, target, {descriptor, bytes})
    } catch (error) {
      if (!isUnknownContent(error)) throw error
      await sleep(wait, signal)
      await sendMissing(context, referencesOf(bytes, descriptor))
    }
  }
  await registry.putManifest(repository, target, {descriptor, bytes})
}

async function sendMissing(context: Context, {manifests, blobs}: References): Promise<void> {
  for (const {digest} of blobs) context.run.forget(context.repository, digest)
  await allEnded(blobs.map(blob => pushBlob(context, blob)))
  await allEnded(manifests.map(child => pushManifest(context, child)))
}

async function pushBlob(context: Context, blob: Descriptor): Promise<void> {
  const {registry, repository, run, contents} = context
  const outcome = await run.pushBlob(registry, repository, await blobToPush(context, blob))
  contents.set(blob.digest, {descriptor: blob, kind: 'blob', outcome})
}

/** From the folder, or straight from the registry that the base image came from. */
async function blobToPush({layout, registry}: Context, blob: Descriptor): Promise<BlobToPush> {
  const remote = await remoteOrigin(layout, blob)
  if (remote) return {blob, origin: remote, open: () => registry.openBlob(remote, blob)}
  return {blob, origin: layout.origin(blob.digest), open: () => layout.open(blob)}
}
