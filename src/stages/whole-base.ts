import type {ImageToBuild} from '../engine/index.ts'
import {UserError} from '../lib/errors.ts'
import {formatRepository, openLayout, remoteOrigin} from '../oci/index.ts'

/** BuildKit reads a base that is a layout as it lies there. Throws where a layer of it still is in a registry. */
export async function checkWhole({base, platforms}: Pick<ImageToBuild, 'base' | 'platforms'>): Promise<void> {
  if (base?.location.kind !== 'layout') return
  const layout = await openLayout(base.location.path)
  for (const layer of platforms.flatMap(platform => base.for(platform).manifest.value.layers)) {
    const origin = await remoteOrigin(layout, layer)
    if (!origin) continue
    throw new UserError(
      `the base ${base.name} is not whole: its layer ${layer.digest} is in ${formatRepository(origin)}`,
      {
        hint: 'build the layout with `output`, which makes it whole, or name its image in the registry as base',
      },
    )
  }
}
