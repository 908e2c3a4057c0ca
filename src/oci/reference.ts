import {type Digest, isDigest} from './digest.ts'

/** registry/repository with a tag or digest, or neither. `registry` is the host (and port) as one connects to it by name. */
export interface Reference {
  readonly registry: string
  readonly repository: string
  readonly tag?: string
  readonly digest?: Digest
}

/** A named set of manifests in a registry. */
export type Repository = Pick<Reference, 'registry' | 'repository'>

// The grammar of https://github.com/distribution/reference/blob/v0.6.0/reference.go
const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

export function isTag(text: string): boolean {
  return TAG.test(text)
}

export type ParsedReference = {readonly reference: Reference} | {readonly problem: string}

/** Reads a reference as Docker does: without a host it is Docker Hub's, and `alpine` there means `library/alpine`. */
export function parseReference(text: string): ParsedReference {
  const at = text.indexOf('@')
  const named = at < 0 ? text : text.slice(0, at)
  const digest = at < 0 ? undefined : text.slice(at + 1)
  if (digest !== undefined && !isDigest(digest))
    return {problem: `"${digest}" is not a digest (sha256: and 64 hex digits)`}

  const slash = named.indexOf('/')
  const first = slash < 0 ? '' : named.slice(0, slash)
  // Docker also takes Acme in Acme/app for a host; whoever writes that means Docker Hub, and gets told about the case.
  const hasHost = first === 'localhost' || /[.:[]/.test(first)
  const registry = canonicalRegistry(hasHost ? first : 'docker.io')
  const path = hasHost ? named.slice(slash + 1) : named

  const colon = path.indexOf(':')
  const tag = colon < 0 ? undefined : path.slice(colon + 1)
  const name = colon < 0 ? path : path.slice(0, colon)
  const repository = registry === 'docker.io' && !name.includes('/') ? `library/${name}` : name

  if (!DOMAIN.test(registry)) return {problem: `"${registry}" is not a registry host`}
  if (/[A-Z]/.test(name))
    return {problem: `the repository "${name}" has upper-case letters; use "${name.toLowerCase()}"`}
  if (!PATH.test(name))
    return {problem: `"${name}" is not a repository name (lower-case letters, digits, and . _ - / between them)`}
  if (registry.length + repository.length > 255) return {problem: 'the name is longer than 255 characters'}
  if (tag !== undefined && !isTag(tag)) {
    return {problem: `"${tag}" is not a tag (letters, digits, _ . -, not starting with . or -, at most 128)`}
  }
  return {
    reference: {registry, repository, ...(tag === undefined ? {} : {tag}), ...(digest === undefined ? {} : {digest})},
  }
}

/** As Docker reads it: without tag and digest it is `latest`. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? {...reference, tag: 'latest'} : reference
}

const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'])

/** All names of Docker Hub are one registry, so that credentials and mounts match. */
export function canonicalRegistry(host: string): string {
  return DOCKER_HUB.has(host.toLowerCase()) ? 'docker.io' : host.toLowerCase()
}

/** The name without tag and digest, as users write it (`docker.io/library/alpine`). */
export function formatRepository({registry, repository}: Repository): string {
  return `${registry}/${repository}`
}

export function formatReference({registry, repository, tag, digest}: Reference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}
