import {join, resolve} from 'node:path'
import {exists} from '../lib/files.ts'
import {
  type Descriptor,
  formatReference,
  LAYOUT_SCHEME,
  openLayout,
  REF_NAME,
  type Reference,
  type Subject,
  verifyLayout,
} from '../oci/index.ts'
import {documentReader, type Registry} from '../registry/index.ts'

/** The absolute path when the text means a folder; undefined when it means a reference. */
export async function layoutPathOf(text: string, cwd: string): Promise<string | undefined> {
  const named = text.startsWith(LAYOUT_SCHEME)
  const path = resolve(cwd, named ? text.slice(LAYOUT_SCHEME.length) : text)
  // `shop` may be both a folder of sources and an image: only a layout is a layout.
  const isLayout = await exists(join(path, 'oci-layout'))
  return isLayout || named || /^\.{0,2}[/\\]/.test(text) ? path : undefined
}

/** Every image that the layout's index.json names, once all their blobs are known to be right. */
export async function layoutSubjects(path: string): Promise<readonly Subject[]> {
  const layout = await openLayout(path)
  const roots = new Map(layout.index.manifests.map(root => [root.digest, root]))
  await verifyLayout(layout, [...roots.values()])
  return [...roots.values()].map(root => ({
    name: namesOf(layout.index.manifests.filter(({digest}) => digest === root.digest)),
    root,
    read: descriptor => layout.read(descriptor),
  }))
}

/** An image stands in index.json once for each of its names. */
function namesOf(entries: readonly Descriptor[]): string {
  return entries.map(({annotations, digest}) => annotations?.[REF_NAME] ?? digest).join(', ')
}

export async function registrySubject(
  registry: Pick<Registry, 'manifest' | 'openBlob'>,
  reference: Reference,
): Promise<Subject> {
  const first = await registry.manifest(reference)
  const read = documentReader(registry, reference)
  return {
    name: formatReference(reference),
    root: first.descriptor,
    read: async descriptor => (descriptor.digest === first.descriptor.digest ? first.bytes : read(descriptor)),
  }
}
