import pLimit from 'p-limit'
import {allEnded} from '../lib/all-ended.ts'
import type {Phases} from '../lib/phases.ts'
import {type Publication, type PublishOptions, prepare} from './publish.ts'

export interface ImageToPublish extends PublishOptions {
  /** For the report: `ghcr.io/acme/api`. */
  readonly name: string
}

/** Images pushed at once; their blobs share the bound of the push run. */
const IMAGES_AT_ONCE = 4

/**
 * Publishes the images of a run, in whatever registries: first their content, and when all of it is there the tags. Where
 * one can't be sent no tag moves, and the others are sent to their end, so that the next run need not send them again.
 */
export async function publishTogether(
  images: readonly ImageToPublish[],
  phases: Phases,
): Promise<readonly Publication[]> {
  const limit = pLimit(IMAGES_AT_ONCE)
  const publications = await allEnded(
    images.map(image => limit(() => phases.time('push', image.name, () => prepare(image)))),
  )
  await allEnded(
    publications.flatMap(({setTags}, at) =>
      setTags ? [limit(() => phases.time('tag', images[at]?.name ?? '', setTags))] : [],
    ),
  )
  return publications
}
