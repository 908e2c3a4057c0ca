import type {ImageToBuild, Layer} from '../engine/index.ts'
import {openBlobFile} from '../oci/index.ts'
import type {PushRun, Registry} from '../registry/index.ts'
import type {PlannedContent} from './contents.ts'
import type {Destination} from './resolve.ts'

export type SendLayer = (image: ImageToBuild, layer: Layer) => void

/**
 * Sends a layer as soon as it is made, while other platforms are still linked or packed: its programs are checked by
 * then, and no manifest names it yet. The push that follows finds it done in `run`, or under way; a failure is told by
 * that push, which tries again.
 */
export function layerSender({
  contents,
  destinations,
  registry,
  run,
}: {
  readonly contents: readonly PlannedContent[]
  /** Empty when nothing is pushed. */
  readonly destinations: readonly Destination[]
  readonly registry: Registry
  readonly run: PushRun
}): SendLayer {
  return (image, {descriptor, file}) => {
    const planned = contents.find(({toBuild}) => toBuild === image)?.images ?? []
    for (const {repository} of destinations.filter(destination => planned.includes(destination.image))) {
      const open = async () => openBlobFile(file, descriptor)
      run.pushBlob(registry, repository, {blob: descriptor, origin: undefined, open}).catch(() => {})
    }
  }
}
