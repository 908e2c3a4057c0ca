import {UserError} from '../../lib/errors.ts'
import {type Descriptor, type LayoutWriter, writeLayout} from '../../oci/index.ts'
import type {ManifestShape} from '../../request/types.ts'
import {checkShape, imageIndex, isSingle} from '../embedded/manifest.ts'
import {type BuiltImage, type BuiltManifest, builtBlob} from './layout.ts'

export interface HandOver {
  readonly built: BuiltImage
  /** Where the build wrote it. */
  readonly folder: string
  /** Where the layout goes. */
  readonly path: string
  /** All names that the image has in the layout. */
  readonly names: readonly string[]
  readonly shape: ManifestShape
  /** Of an index that we make. */
  readonly annotations: Readonly<Record<string, string>>
  /** Given the folder before it is put in its place. */
  readonly complete?: (folder: string) => Promise<void>
}

/** Puts what BuildKit built into a layout like the embedded engine's: same names, same shape. Returns its root. */
export async function handOver(task: HandOver): Promise<Descriptor> {
  const {built, folder, path, names, complete} = task
  return writeLayout(
    path,
    async writer => {
      for (const part of [...built.platforms, ...built.attestations]) await addManifest(part, folder, writer)
      const root = await addRoot(task, writer)
      for (const name of names) writer.addImage(name, root)
      return root
    },
    complete,
  )
}

async function addManifest({manifest, layers}: BuiltManifest, folder: string, writer: LayoutWriter): Promise<void> {
  for (const blob of [manifest.value.config, ...layers]) await writer.addFile(blob, builtBlob(folder, blob))
  await writer.addDocument(manifest)
}

async function addRoot({built, shape, annotations}: HandOver, writer: LayoutWriter): Promise<Descriptor> {
  const {root, isIndex, platforms, attestations} = built
  const [only] = platforms
  checkShape(shape, platforms.length)
  if (isSingle(shape, platforms.length) && only && attestations.length === 0) return only.manifest.descriptor
  if (shape === 'single') {
    throw new UserError('"manifest: single" is one manifest, and attestations need an index beside it', {
      hint: 'leave out "manifest", or provenance, sbom and attests',
    })
  }
  if (isIndex) {
    await writer.addDocument(root)
    return root.descriptor
  }
  const index = imageIndex(
    platforms.map(({manifest, platform}) => ({...manifest.descriptor, platform})),
    annotations,
  )
  await writer.addDocument(index)
  return index.descriptor
}
