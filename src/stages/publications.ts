import type {Context} from '../context.ts'
import type {AssembledImage} from '../engine/index.ts'
import type {Layout} from '../oci/index.ts'
import {COMMIT_LABELS, type PlannedImage} from '../plan/index.ts'
import {type ImageToPublish, publishTogether} from '../publish/index.ts'
import type {PushRun, Registry} from '../registry/index.ts'
import type {FinishedImage} from '../report/index.ts'
import type {PlannedContent} from './contents.ts'
import type {Destination} from './resolve.ts'

export interface PublishAllOptions {
  readonly context: Pick<Context, 'phases' | 'signal'>
  readonly layout: Layout
  readonly contents: readonly PlannedContent[]
  /** In the order of `contents`. */
  readonly assembled: readonly AssembledImage[]
  readonly registry: Registry
  readonly destinations: readonly Destination[]
  /** What the run has sent already. */
  readonly run: PushRun
  /** A release's tag names its very commit; a branch's moves only when the content does. */
  readonly isRelease: boolean
}

/** Publishes what was planned, and says of each planned image what became of it. */
export async function publishAll(options: PublishAllOptions): Promise<readonly FinishedImage[]> {
  const {context, contents, assembled, destinations} = options
  const planned = contents.flatMap(({images}, index) => images.map(image => finished(image, assembled[index])))
  const places = planned.flatMap(({image, assembled}) => {
    const destination = destinations.find(destination => destination.image === image)
    return destination ? [{image, assembled, destination}] : []
  })
  const publications = await publishTogether(toPublish(places, options), context.phases)
  const published = new Map(places.map(({image}, at) => [image, publications[at]]))
  return planned.map(({image, ...result}) => {
    const publication = published.get(image)
    if (!publication) return {...result, pushed: false, changed: false}
    const {descriptor, manifests, changed} = publication
    return {...result, pushed: true, changed, published: {...descriptor, manifests}}
  })
}

function finished(image: PlannedImage, assembled: AssembledImage | undefined) {
  if (!assembled) throw new Error(`${image.name} was planned and not assembled`)
  return {image, name: image.name, assembled, tags: image.tags.map(tag => tag.name)}
}

function toPublish(
  places: readonly {readonly assembled: AssembledImage; readonly destination: Destination}[],
  {context, layout, registry, run, isRelease}: PublishAllOptions,
): readonly ImageToPublish[] {
  return places.map(({assembled, destination}) => ({
    ...destination,
    name: destination.image.name,
    registry,
    layout,
    root: assembled.descriptor,
    ignored: isRelease ? undefined : COMMIT_LABELS,
    run,
    signal: context.signal,
  }))
}
