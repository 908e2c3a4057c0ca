import pLimit from 'p-limit'
import type {Context} from './context.ts'
import type {AssembledImage} from './engine/index.ts'
import type {PlannedContent} from './images.ts'
import type {Layout} from './oci/index.ts'
import {COMMIT_LABELS, type PlannedImage} from './plan/index.ts'
import {publish} from './publish/index.ts'
import {createPushRun, type PushRun, type Registry} from './registry/index.ts'
import type {FinishedImage} from './report/index.ts'
import type {Destination} from './resolve.ts'

/** Images pushed at once; their blobs share the bound of the push run. */
const IMAGES_AT_ONCE = 4

export interface PublishAllOptions {
  readonly context: Pick<Context, 'phases' | 'signal'>
  readonly layout: Layout
  readonly contents: readonly PlannedContent[]
  /** In the order of `contents`. */
  readonly assembled: readonly AssembledImage[]
  readonly registry: Registry
  readonly destinations: readonly Destination[]
  /** A release's tag names its very commit; a branch's moves only when the content does. */
  readonly isRelease: boolean
}

/** Publishes what was planned, and says of each planned image what became of it. */
export function publishAll(options: PublishAllOptions): Promise<readonly FinishedImage[]> {
  const {contents, assembled, destinations} = options
  const limit = pLimit(IMAGES_AT_ONCE)
  const run = createPushRun()
  return Promise.all(
    contents.flatMap(({images}, index) =>
      images.map(image => {
        const content = assembled[index]
        if (!content) throw new Error(`${image.name} was planned and not assembled`)
        const destination = destinations.find(({image: planned}) => planned === image)
        return destination
          ? limit(() => publishOne(options, content, destination, run))
          : {...named(image, content), pushed: false, changed: false}
      }),
    ),
  )
}

function named(image: PlannedImage, assembled: AssembledImage) {
  return {name: image.name, assembled, tags: image.tags.map(tag => tag.name)}
}

async function publishOne(
  {context, layout, registry, isRelease}: PublishAllOptions,
  assembled: AssembledImage,
  destination: Destination,
  run: PushRun,
): Promise<FinishedImage> {
  const {image} = destination
  const {descriptor, manifests, changed} = await context.phases.time('push', image.name, () =>
    publish({
      ...destination,
      registry,
      layout,
      root: assembled.descriptor,
      ignored: isRelease ? undefined : COMMIT_LABELS,
      run,
      signal: context.signal,
    }),
  )
  return {...named(image, assembled), pushed: true, changed, published: {...descriptor, manifests}}
}
