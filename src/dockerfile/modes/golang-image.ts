import type {GoWanted} from './types.ts'

/** Which Go an image has, by its name; or why that can't be told. */
export function goOfImage(image: string): GoWanted | {readonly kind: 'unknown'; readonly why: string} {
  const [name = ''] = image.split('@')
  const {repository, tag} = splitTag(name)
  const elements = repository.split('/')
  if (elements.at(-1) !== 'golang') return {kind: 'unknown', why: `${image} isn't called golang`}
  // Its Go is patched and uses the system's cryptography.
  if (elements.includes('microsoft')) return {kind: 'unknown', why: `${image} has a Go of its own`}
  if (tag === undefined && image.includes('@')) return {kind: 'unknown', why: `${image} is a digest without a tag`}
  return goOfTag(tag ?? 'latest', image)
}

/** The colon of a tag stands behind the last slash; one before it belongs to a port. */
function splitTag(name: string): {repository: string; tag: string | undefined} {
  const colon = name.lastIndexOf(':')
  if (colon < name.lastIndexOf('/') || colon < 0) return {repository: name, tag: undefined}
  return {repository: name.slice(0, colon), tag: name.slice(colon + 1)}
}

/** `1.26.5-alpine3.22`, `1.26-bookworm`, `1.27rc1`, `alpine`, `latest`. https://hub.docker.com/_/golang */
function goOfTag(tag: string, image: string): ReturnType<typeof goOfImage> {
  const [, version, rest = ''] = /^(1(?:\.[0-9]+(?:\.[0-9]+)?(?:(?:rc|beta)[0-9]+)?)?)(?:-(.*))?$/.exec(tag) ?? []
  if (version !== undefined) {
    if (/windows|nanoserver/.test(rest)) return {kind: 'unknown', why: `${image} is for Windows`}
    return {kind: isExact(version) ? 'exact' : 'floating', version, image}
  }
  const known = /^(latest|alpine[0-9.]*|stable|bookworm|trixie|bullseye|buster)$/.test(tag)
  return known
    ? {kind: 'floating', version: '', image}
    : {kind: 'unknown', why: `the tag of ${image} names no Go version`}
}

function isExact(version: string): boolean {
  return /^1\.[0-9]+(\.[0-9]+|(rc|beta)[0-9]+)$/.test(version)
}
