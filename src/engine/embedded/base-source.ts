import {UserError} from '../../lib/errors.ts'
import {
  type Descriptor,
  FULL_NAME,
  formatReference,
  LAYOUT_SCHEME,
  type Layout,
  type LayoutReference,
  openLayout,
  parseLayoutReference,
  parseReference,
  REF_NAME,
  withDefaultTag,
} from '../../oci/index.ts'
import {documentReader, type Registry} from '../../registry/index.ts'
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

export async function openBaseSource(base: string, registry: BaseRegistry): Promise<BaseSource> {
  const inLayout = parseLayoutReference(base)
  return inLayout ? layoutSource(base, inLayout) : registrySource(base, registry)
}

function registrySource(base: string, registry: BaseRegistry): BaseSource {
  const parsed = parseReference(base)
  if ('problem' in parsed) {
    throw new UserError(`base: ${parsed.problem}`, {hint: 'name an image such as gcr.io/distroless/static-debian12'})
  }
  const pinned = withDefaultTag(parsed.reference)
  const name = formatReference(pinned)
  const repository = {registry: pinned.registry, repository: pinned.repository}
  return {
    name,
    location: {kind: 'registry', repository},
    // HEAD first: Docker Hub counts only GET against its pull limit, and the documents may be known by digest.
    // https://docs.docker.com/docker-hub/usage/pulls/
    async root() {
      const found = await registry.head(pinned)
      if (found) return found
      throw new UserError(`the base image ${name} isn't there: the registry answered 404`, {
        hint: 'check its name and tag; a private one may also look absent without credentials (registry-auth)',
      })
    },
    read: documentReader(registry, repository),
  }
}

async function layoutSource(base: string, {path, image}: LayoutReference): Promise<BaseSource> {
  const layout = await openLayout(path)
  return {
    name: base,
    location: {kind: 'layout', path},
    root: async () => chooseEntry(layout, image, base),
    read: document => layout.read(document),
  }
}

/** Which entry of index.json is meant: the one named so, or the only one. */
function chooseEntry(layout: Layout, image: string | undefined, base: string): Descriptor {
  const entries = layout.index.manifests
  const found = image === undefined ? entries : entries.filter(entry => isNamed(entry, image))
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const names = entries.map(entry => entry.annotations?.[REF_NAME] ?? entry.digest)
  throw new UserError(
    only
      ? `the base ${base} holds several images: ${names.join(', ')}`
      : `the base ${base} holds no image${image === undefined ? '' : ` named "${image}"`}${names.length > 0 ? `; it has ${names.join(', ')}` : ''}`,
    {hint: `name one of them: ${LAYOUT_SCHEME}PATH:NAME`},
  )
}

function isNamed(entry: Descriptor, tag: string): boolean {
  const name = entry.annotations?.[REF_NAME]
  const full = entry.annotations?.[FULL_NAME]
  return (
    entry.digest === tag || name === tag || name?.endsWith(`:${tag}`) === true || full?.endsWith(`:${tag}`) === true
  )
}
