import {UserError} from '../../lib/errors.ts'
import {blobPath, type Descriptor, type Document, type Index, type LayoutWriter} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'
import {checkShape, imageIndex, isSingle} from '../embedded/manifest.ts'
import type {BuiltImage, BuiltManifest} from './layout.ts'

export interface HandOver {
  readonly built: BuiltImage
  /** All names that the image has in the layout. */
  readonly names: readonly string[]
  readonly shape: ManifestShape
  /** Of an index that we make. */
  readonly annotations: Readonly<Record<string, string>>
}

/** Puts what BuildKit built into a layout like the embedded engine's: same names, same shape. Returns its root. */
export async function handOver(task: HandOver, writer: LayoutWriter): Promise<Descriptor> {
  const {built, names} = task
  for (const part of [...built.platforms, ...built.attestations]) await addManifest(part, writer)
  const root = await addRoot(task, writer)
  for (const name of names) writer.addImage(name, root)
  return root
}

async function addManifest({folder, manifest, layers}: BuiltManifest, writer: LayoutWriter): Promise<void> {
  for (const blob of [manifest.value.config, ...layers]) await writer.addFile(blob, blobPath(folder, blob.digest))
  await writer.addDocument(manifest)
}

async function addRoot(task: HandOver, writer: LayoutWriter): Promise<Descriptor> {
  const {built, shape} = task
  const {index, platforms, attestations} = built
  const [only] = platforms
  checkShape(shape, platforms.length)
  if (isSingle(shape, platforms.length) && only && attestations.length === 0) return only.manifest.descriptor
  if (shape === 'single') {
    throw new UserError('"manifest: single" is one manifest, and attestations need an index beside it', {
      hint: 'leave out "manifest", or provenance, sbom and attests',
    })
  }
  const root = index ?? indexOf(task)
  await writer.addDocument(root)
  return root.descriptor
}

/** As BuildKit makes one: the platforms, and behind them what is said about them. */
function indexOf({built: {platforms, attestations}, annotations}: HandOver): Document<Index> {
  const images = platforms.map(({manifest, platform}) => ({...manifest.descriptor, platform}))
  return imageIndex([...images, ...attestations.map(({entry}) => entry)], annotations)
}
