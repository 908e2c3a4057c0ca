import {isDigest} from './digest.ts'
import {isTag} from './reference.ts'

export const LAYOUT_SCHEME = 'oci-layout://'

/** A layout on disk, and which of its images is meant where it holds several. */
export interface LayoutReference {
  readonly path: string
  /** A tag, or a digest. */
  readonly image?: string
}

/**
 * `oci-layout://PATH[:TAG]` or `oci-layout://PATH@DIGEST`; undefined for text that names no layout. A colon before the
 * last separator belongs to the path (`C:\…`).
 */
export function parseLayoutReference(text: string): LayoutReference | undefined {
  if (!text.startsWith(LAYOUT_SCHEME)) return undefined
  const place = text.slice(LAYOUT_SCHEME.length)
  const [, path = place, image] = /^(.*?)[:@]((?:sha256:)?[^/\\:@]+)$/.exec(place) ?? []
  return image !== undefined && (isTag(image) || isDigest(image)) ? {path, image} : {path: place}
}

export function formatLayoutReference({path, image}: LayoutReference): string {
  const suffix = image === undefined ? '' : `${isDigest(image) ? '@' : ':'}${image}`
  return `${LAYOUT_SCHEME}${path}${suffix}`
}
