import {cacheMount} from './cache-mount.ts'
import {helperTarget, NOTES} from './scripts.ts'
import type {ImageCaches} from './types.ts'

/** The context that has the archives and `run.sh`. */
export const HELPER_CONTEXT = 'go-containerize-in'

/**
 * What fills the caches of a builder, or takes out of them. By the image of the Go stage: it is needed anyway, and what
 * it has at the caches' places must not be hidden by them.
 */
export function helperDockerfile({image, volumes, notes}: Pick<ImageCaches, 'image' | 'volumes' | 'notes'>): string {
  const mounts = volumes.map(volume => cacheMount({...volume, target: helperTarget(volume)}))
  const noted = cacheMount({id: notes, target: NOTES, options: {}})
  const flags = [`--mount=type=bind,from=${HELPER_CONTEXT},target=/go-containerize/in`, ...mounts, noted]
  return [
    `FROM --platform=$BUILDPLATFORM ${image} AS go-containerize-caches`,
    'USER 0',
    `RUN ${flags.join(' ')} ["sh", "/go-containerize/in/run.sh"]`,
    'FROM scratch',
    'COPY --from=go-containerize-caches /go-containerize/out/ /',
    '',
  ].join('\n')
}
