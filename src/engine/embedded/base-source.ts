import {pipeline, type Readable} from 'node:stream'
import {UserError} from '../../lib/errors.ts'
import {
  type Descriptor,
  formatReference,
  isDigest,
  isIndexType,
  isManifestType,
  isTag,
  type Layout,
  openLayout,
  parseReference,
  verifying,
} from '../../oci/index.ts'
import type {Registry} from '../../registry/index.ts'
import type {BaseLocation} from '../types.ts'

/** A base image as named by the user: where it is, and how its parts are read. */
export interface BaseSource {
  /** As the label org.opencontainers.image.base.name says it. */
  readonly name: string
  readonly location: BaseLocation
  /** What the name means now. */
  root(): Promise<Descriptor>
  /** An index, manifest or config, checked against its digest. */
  read(document: Descriptor): Promise<Buffer>
}

export type BaseRegistry = Pick<Registry, 'head' | 'manifest' | 'openBlob'>

const LAYOUT_SCHEME = 'oci-layout://'
/** Configs are some kB; a wrong size must not fill the memory. */
const MAX_CONFIG = 8 * 1024 * 1024

export async function openBaseSource(base: string, registry: BaseRegistry): Promise<BaseSource> {
  return base.startsWith(LAYOUT_SCHEME) ? layoutSource(base) : registrySource(base, registry)
}

function registrySource(base: string, registry: BaseRegistry): BaseSource {
  const parsed = parseReference(base)
  if ('problem' in parsed) throw new UserError(`base: ${parsed.problem}`)
  const {reference} = parsed
  const pinned = reference.tag || reference.digest ? reference : {...reference, tag: 'latest'}
  const name = formatReference(pinned)
  return {
    name,
    location: {kind: 'registry', repository: {registry: reference.registry, repository: reference.repository}},
    // HEAD first: Docker Hub counts only GET against its pull limit, and the documents may be known by digest.
    // https://docs.docker.com/docker-hub/usage/pulls/
    async root() {
      const found = await registry.head(pinned)
      if (found) return found
      throw new UserError(`the base image ${name} isn't there: the registry answered 404`, {
        hint: 'check its name and tag; a private one may also look absent without credentials (registry-auth)',
      })
    },
    async read(document) {
      if (isIndexType(document.mediaType) || isManifestType(document.mediaType)) {
        return (await registry.manifest({...reference, digest: document.digest})).bytes
      }
      return readSmall(await registry.openBlob(reference, document), document)
    },
  }
}

async function readSmall(stream: Readable, document: Descriptor): Promise<Buffer> {
  if (document.size > MAX_CONFIG) {
    stream.destroy()
    throw new UserError(`the base's config ${document.digest} has ${document.size} bytes; no image needs that`)
  }
  const chunks: Buffer[] = []
  // A failure of either reaches the reader as the second one's error.
  for await (const chunk of pipeline(stream, verifying(document), () => {})) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function layoutSource(base: string): Promise<BaseSource> {
  const {path, tag} = splitLayoutName(base.slice(LAYOUT_SCHEME.length))
  const layout = await openLayout(path)
  return {
    name: base,
    location: {kind: 'layout', path},
    root: async () => chooseEntry(layout, tag, base),
    read: document => layout.read(document),
  }
}

/** `PATH[:TAG]` or `PATH@DIGEST`; a colon before the last separator belongs to the path (`C:\…`). */
function splitLayoutName(text: string): {path: string; tag?: string} {
  const [, path = text, tag] = /^(.+?)[:@]((?:sha256:)?[^/\\:@]+)$/.exec(text) ?? []
  return tag !== undefined && (isTag(tag) || isDigest(tag)) ? {path, tag} : {path: text}
}

/** Which entry of index.json is meant: the one named so, or the only one. */
function chooseEntry(layout: Layout, tag: string | undefined, base: string): Descriptor {
  const entries = layout.index.manifests
  const found = tag === undefined ? entries : entries.filter(entry => isNamed(entry, tag))
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const names = entries.map(entry => entry.annotations?.['org.opencontainers.image.ref.name'] ?? entry.digest)
  throw new UserError(
    only
      ? `the base ${base} holds several images: ${names.join(', ')}`
      : `the base ${base} holds no image${tag === undefined ? '' : ` named "${tag}"`}${names.length > 0 ? `; it has ${names.join(', ')}` : ''}`,
    {hint: `name one of them: ${LAYOUT_SCHEME}PATH:NAME`},
  )
}

function isNamed(entry: Descriptor, tag: string): boolean {
  const name = entry.annotations?.['org.opencontainers.image.ref.name']
  const full = entry.annotations?.['io.containerd.image.name']
  return (
    entry.digest === tag || name === tag || name?.endsWith(`:${tag}`) === true || full?.endsWith(`:${tag}`) === true
  )
}
