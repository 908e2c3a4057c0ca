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
  return {go: {version: '', source: ''}, images, layout: layout.path, phases: phases.done, warnings: []}
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
  const planned = layout.index.manifests.map(root => planEntry(root, request))
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

function planEntry(root: Descriptor, request: Pick<Request, 'images' | 'tags'>) {
  const own = root.annotations?.[REF_NAME] ?? ''
  const colon = own.lastIndexOf(':')
  const hasTag = colon > own.lastIndexOf('/')
  const repository = hasTag ? own.slice(0, colon) : own
  const asked = request.images.length > 0 || request.tags.some(tag => tag.includes('/'))
  if (!asked && 'problem' in parseReference(repository)) {
    const message = `the layout names its image "${own}", which is no repository to push to`
    return {pushes: [], problems: [{subject: 'image', message, hint: 'add --image REPOSITORY'}]}
  }
  const {images, problems} = planImages({
    request: {
      images: asked ? request.images : [repository],
      tags: request.tags.length > 0 || !hasTag ? request.tags : [own.slice(colon + 1)],
    },
    trigger: {kind: 'local', trust: {trusted: true, reason: 'your own machine'}},
    mains: [{importPath: root.digest, name: repository.split('/').at(-1) ?? '', dir: '', moduleDir: ''}],
    push: true,
  })
  return {pushes: images.map((image): PlannedPush => ({image, root})), problems}
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
