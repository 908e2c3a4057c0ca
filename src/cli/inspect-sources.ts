import {readFile, stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {buffer} from 'node:stream/consumers'
import {codeOf, UserError} from '../lib/errors.ts'
import {
  type Descriptor,
  digestOf,
  formatReference,
  hexOf,
  isIndexType,
  isManifestType,
  parseReference,
  type Reference,
} from '../oci/index.ts'
import type {Registry} from '../registry/index.ts'
import {descriptorsAt, type ReadDocument} from './inspection.ts'

/** An image that can be inspected: its name where it lies, its root document, how to read below it. */
export interface Subject {
  readonly name: string
  readonly root: Descriptor
  readonly read: ReadDocument
}

const LAYOUT = 'oci-layout://'
/** Documents are small; what claims to be larger isn't one. */
const MAX_DOCUMENT = 8 * 1024 * 1024

/** The absolute path when the text names a folder; a reference otherwise. */
export async function layoutPathOf(text: string, cwd: string): Promise<string | undefined> {
  const named = text.startsWith(LAYOUT)
  const path = resolve(cwd, named ? text.slice(LAYOUT.length) : text)
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false
  // `shop` may be both a folder of sources and an image: only a layout is a layout.
  const isLayout = isFolder && (await stat(join(path, 'oci-layout')).catch(() => undefined)) !== undefined
  if (isLayout) return path
  if (!named && !/^\.{0,2}[/\\]/.test(text)) return undefined
  throw new UserError(
    `${path} is ${isFolder ? 'a folder but no OCI layout: it has no file oci-layout' : 'not there'}`,
    {
      hint: 'give the folder that build --output has written, or a reference of an image in a registry',
    },
  )
}

/** Every image that the layout's index.json names. */
export async function layoutSubjects(path: string): Promise<readonly Subject[]> {
  const index: unknown = JSON.parse(await readFile(join(path, 'index.json'), 'utf8'))
  const read: ReadDocument = descriptor => readBlob(path, descriptor)
  return descriptorsAt(index, 'manifests').map(root => ({
    name: root.annotations?.['org.opencontainers.image.ref.name'] ?? root.digest,
    root,
    read,
  }))
}

async function readBlob(path: string, descriptor: Descriptor): Promise<Buffer> {
  const bytes = await readFile(join(path, 'blobs', 'sha256', hexOf(descriptor.digest))).catch(error => {
    if (codeOf(error) !== 'ENOENT') throw error
    throw new UserError(`the layout ${path} lacks the blob ${descriptor.digest}`, {
      hint: 'build it again',
      cause: error,
    })
  })
  const found = digestOf(bytes)
  if (found === descriptor.digest) return bytes
  throw new UserError(`the layout ${path} is damaged: the blob ${descriptor.digest} has the digest ${found}`, {
    hint: 'build it again',
  })
}

export async function registrySubject(
  registry: Pick<Registry, 'manifest' | 'openBlob'>,
  reference: Reference,
): Promise<Subject> {
  const first = await registry.manifest(reference)
  return {
    name: formatReference(reference),
    root: first.descriptor,
    async read(descriptor) {
      if (descriptor.digest === first.descriptor.digest) return first.bytes
      if (descriptor.size > MAX_DOCUMENT) throw new UserError(`${descriptor.digest} has ${descriptor.size} bytes`)
      const {tag: _, ...repository} = reference
      if (isIndexType(descriptor.mediaType) || isManifestType(descriptor.mediaType)) {
        return (await registry.manifest({...repository, digest: descriptor.digest})).bytes
      }
      return buffer(await registry.openBlob(repository, descriptor))
    },
  }
}

/** As Docker reads it: without tag and digest it is `latest`. */
export function referenceOf(text: string): Reference {
  const parsed = parseReference(text)
  if ('problem' in parsed) {
    throw new UserError(`"${text}" is neither an OCI layout nor a reference: ${parsed.problem}`)
  }
  const {reference} = parsed
  return reference.tag === undefined && reference.digest === undefined ? {...reference, tag: 'latest'} : reference
}
