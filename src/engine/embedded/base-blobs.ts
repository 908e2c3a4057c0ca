import {blobPath, type Descriptor, type LayoutWriter, openLayout, remoteOrigin} from '../../oci/index.ts'
import type {ResolvedBase} from '../types.ts'

/**
 * Enters a base's layers into our layout: from a layout on disk as files, from a registry as a note where they are, so
 * that they go from registry to registry and not through this machine.
 */
export async function addBaseLayers(
  {location}: ResolvedBase,
  layers: readonly Descriptor[],
  writer: LayoutWriter,
): Promise<void> {
  if (location.kind === 'registry') {
    for (const layer of layers) writer.addOrigin(layer, location.repository)
    return
  }
  const layout = await openLayout(location.path)
  for (const layer of layers) {
    const origin = await remoteOrigin(layout, layer)
    if (origin) writer.addOrigin(layer, origin)
    else await writer.addFile(layer, blobPath(location.path, layer.digest))
  }
}
