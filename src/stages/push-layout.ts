import type {Context} from '../context.ts'
import {allEnded} from '../lib/all-ended.ts'
import {type Problem, RequestError, UserError} from '../lib/errors.ts'
import {type Descriptor, type Inspection, inspectImage, type Layout, parseReference, REF_NAME} from '../oci/index.ts'
import {type PlannedImage, passwordProblems, planImages} from '../plan/index.ts'
import {publishTogether} from '../publish/index.ts'
import {createPushRun, type Registry} from '../registry/index.ts'
import {type Report, type ReportImage, referencesOf} from '../report/index.ts'
import type {Request} from '../request/index.ts'
import {resolveDestinations} from './resolve.ts'

/** Publishes the images of a layout as they are: what was built and tried is what people get, byte for byte. */
export async function pushPlanned(
  {phases, signal}: Pick<Context, 'phases' | 'signal'>,
  layout: Layout,
  planned: readonly PlannedPush[],
  registry: Registry,
): Promise<Report> {
  const look = async ({image, root}: PlannedPush) => {
    const inspected = await inspectImage({name: layout.path, root, read: blob => layout.read(blob)})
    const [destination] = await resolveDestinations(phases, [image], registry)
    if (!destination) throw new Error(`${image.name} has no destination`)
    return {image, root, inspected, destination}
  }
  const looked = await allEnded(planned.map(look))
  const common = {registry, layout, ignored: undefined, run: createPushRun(), signal}
  const publications = await publishTogether(
    looked.map(({image: {name}, root, destination}) => ({...destination, ...common, name, root})),
    phases,
  )
  const images = looked.map(({image, inspected}, at) => {
    return reportImage(image, inspected, publications[at]?.changed ?? false)
  })
  return {go: {version: '', source: ''}, images, layout: layout.path, caches: null, phases: phases.done, warnings: []}
}

export interface PlannedPush {
  readonly image: PlannedImage
  readonly root: Descriptor
}

/** Where each image of the layout goes: as asked for, else to the name that build gave it. */
export function planPush(
  layout: Pick<Layout, 'index' | 'path'>,
  request: Pick<Request, 'images' | 'tags' | 'registry'>,
): readonly PlannedPush[] {
  if (layout.index.manifests.length === 0) {
    throw new UserError(`the layout ${layout.path} holds no image`, {hint: 'build it again'})
  }
  const planned = namedRoots(layout).map(named => planRoot(named, request))
  const pushes = planned.flatMap(({pushes}) => pushes)
  const images = pushes.map(({image}) => image)
  const problems = [
    ...planned.flatMap(({problems}) => problems),
    ...sharedNames(images),
    ...withoutRegistry(images),
    ...passwordProblems(request, images),
  ]
  if (problems.length > 0) throw new RequestError(problems)
  return pushes
}

interface NamedRoot {
  readonly root: Descriptor
  /** `repository:tag` each, as build wrote them. */
  readonly names: readonly string[]
}

/** Each image once, with all its names. */
function namedRoots({index}: Pick<Layout, 'index'>): readonly NamedRoot[] {
  const roots = new Map<string, NamedRoot>()
  for (const root of index.manifests) {
    const names = [...(roots.get(root.digest)?.names ?? []), root.annotations?.[REF_NAME] ?? '']
    roots.set(root.digest, {root, names})
  }
  return [...roots.values()]
}

function planRoot({root, names}: NamedRoot, request: Pick<Request, 'images' | 'tags'>) {
  const own = names.map(splitName)
  const repositories = [...new Set(own.map(({repository}) => repository))]
  const asked = request.images.length > 0 || request.tags.some(tag => tag.includes('/'))
  const unusable = repositories.find(repository => 'problem' in parseReference(repository))
  if (!asked && unusable !== undefined) {
    const message = `the layout names its image "${unusable}", which is no repository to push to`
    return {pushes: [], problems: [{subject: 'image', message, hint: 'add --image REPOSITORY'}]}
  }
  // With tags of its own the request keeps the repositories; without, every name stands for itself.
  const keepsTags = !asked && request.tags.length === 0
  const untagged = own.filter(({tag}) => tag === undefined).map(({repository}) => repository)
  const ownTags = own.flatMap(({repository, tag}) => (tag === undefined ? [] : [`${repository}:${tag}`]))
  const tagsOfFirst = own.flatMap(({repository, tag}) => (repository === repositories[0] && tag ? [tag] : []))
  const {images, problems} = planImages({
    request: keepsTags
      ? {images: untagged, tags: ownTags}
      : {
          images: asked ? request.images : repositories,
          tags: request.tags.length > 0 ? request.tags : tagsOfFirst,
        },
    trigger: {kind: 'local', trust: {trusted: true, reason: 'your own machine'}},
    mains: [{importPath: root.digest, name: repositories[0]?.split('/').at(-1) ?? '', dir: '', moduleDir: ''}],
    push: true,
  })
  return {pushes: images.map((image): PlannedPush => ({image, root})), problems}
}

function splitName(name: string): {readonly repository: string; readonly tag?: string} {
  const colon = name.lastIndexOf(':')
  return colon > name.lastIndexOf('/')
    ? {repository: name.slice(0, colon), tag: name.slice(colon + 1)}
    : {repository: name}
}

function sharedNames(images: readonly PlannedImage[]): readonly Problem[] {
  const names = images.map(image => image.name)
  const shared = names.filter((name, index) => names.indexOf(name) !== index)
  return [...new Set(shared)].map(name => ({
    subject: 'image',
    message: `the layout holds several images, and all of them would go to ${name}`,
    hint: 'write {name} into the repository: it stands for the last part of each image’s name',
  }))
}

/** Docker's own images are not ours to replace: a name alone is one that build gave for want of a better one. */
function withoutRegistry(images: readonly PlannedImage[]): readonly Problem[] {
  return images
    .map(image => image.name)
    .filter(name => !name.includes('/') || name.startsWith('docker.io/library/'))
    .map(name => ({
      subject: 'image',
      message: `"${name}" names no registry to push to`,
      hint: 'add --image REGISTRY/OWNER/NAME',
    }))
}

function reportImage(image: PlannedImage, inspected: Inspection, changed: boolean): ReportImage {
  const tags = image.tags.map(tag => tag.name)
  const {digest, mediaType} = inspected
  return {
    name: image.name,
    digest,
    mediaType,
    tags,
    references: referencesOf({name: image.name, tags, digest}),
    changed,
    pushed: true,
    mains: [],
    platforms: inspected.platforms.map(({config: _, ...platform}) => ({...platform, binaries: []})),
  }
}
