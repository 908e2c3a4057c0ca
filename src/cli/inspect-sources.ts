import {stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {buffer} from 'node:stream/consumers'
import {UserError} from '../lib/errors.ts'
import type {Subject} from '../oci/index.ts'
import {formatReference, isIndexType, isManifestType, openLayout, parseReference, type Reference} from '../oci/index.ts'
import type {Registry} from '../registry/index.ts'

const LAYOUT = 'oci-layout://'
/** Documents are small; what claims to be larger isn't one. */
const MAX_DOCUMENT = 8 * 1024 * 1024

/** The absolute path when the text means a folder; undefined when it means a reference. */
export async function layoutPathOf(text: string, cwd: string): Promise<string | undefined> {
  const named = text.startsWith(LAYOUT)
  const path = resolve(cwd, named ? text.slice(LAYOUT.length) : text)
  // `shop` may be both a folder of sources and an image: only a layout is a layout.
  const isLayout = (await stat(join(path, 'oci-layout')).catch(() => undefined)) !== undefined
  return isLayout || named || /^\.{0,2}[/\\]/.test(text) ? path : undefined
}

/** Every image that the layout's index.json names. */
export async function layoutSubjects(path: string): Promise<readonly Subject[]> {
  const layout = await openLayout(path)
  return layout.index.manifests.map(root => ({
    name: root.annotations?.['org.opencontainers.image.ref.name'] ?? root.digest,
    root,
    read: descriptor => layout.read(descriptor),
  }))
}

export async function registrySubject(
  registry: Pick<Registry, 'manifest' | 'openBlob'>,
  reference: Reference,
): Promise<Subject> {
  const {registry: host, repository} = reference
  const first = await registry.manifest(reference)
  return {
    name: formatReference(reference),
    root: first.descriptor,
    async read(descriptor) {
      const {digest, mediaType, size} = descriptor
      if (digest === first.descriptor.digest) return first.bytes
      if (size > MAX_DOCUMENT) throw new UserError(`${digest} is no document of an image: it has ${size} bytes`)
      if (!isIndexType(mediaType) && !isManifestType(mediaType)) {
        return buffer(await registry.openBlob({registry: host, repository}, descriptor))
      }
      return (await registry.manifest({registry: host, repository, digest})).bytes
    },
  }
}

/** As Docker reads it: without tag and digest it is `latest`. */
export function referenceOf(text: string): Reference {
  const parsed = parseReference(text)
  if ('problem' in parsed) throw new UserError(`"${text}" is neither an OCI layout nor a reference: ${parsed.problem}`)
  const {reference} = parsed
  return reference.tag === undefined && reference.digest === undefined ? {...reference, tag: 'latest'} : reference
}
