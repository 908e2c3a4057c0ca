export interface ImageName {
  /** With the registry, as written. */
  readonly repository: string
  /** Its last element: `golang`. */
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

export function imageName(text: string): ImageName {
  const [reference = '', digest] = text.split('@')
  // A colon before the last slash belongs to a port.
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1)
  const repository = colon < 0 ? reference : reference.slice(0, colon)
  const name = repository.slice(repository.lastIndexOf('/') + 1)
  return {repository, name, tag: colon < 0 ? undefined : reference.slice(colon + 1), digest}
}

/** The official image and its mirrors. Microsoft's Go, for one, is another one. */
export function isGolang(image: string | undefined): image is string {
  if (image === undefined) return false
  const {name, repository} = imageName(image)
  return name === 'golang' && !repository.includes('microsoft')
}

/** Images for static programs only: they hold no C library. */
export function isStatic(image: string | undefined): boolean {
  if (image === undefined) return false
  const {repository} = imageName(image)
  return image === 'scratch' || /(^|\/)distroless\/static(-debian\d+)?$|(^|\/)chainguard\/static$/.test(repository)
}
