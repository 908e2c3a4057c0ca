import type {Context} from '../context.ts'
import type {Layout, OpenOrigin} from '../oci/index.ts'
import type {FinishedImage} from '../report/index.ts'
import {type ContainerEngine, type Loaded, loadImages} from '../runtime/index.ts'

/** Into Docker or podman on this machine. */
export async function load(
  context: Context,
  engine: ContainerEngine,
  {layout, open, images}: {layout: Layout; open: OpenOrigin; images: readonly FinishedImage[]},
): Promise<Loaded> {
  const named = images.map(({name, tags, assembled}) => ({
    names: tags.map(tag => `${name}:${tag}`),
    root: assembled.descriptor,
  }))
  const subject = named.flatMap(({names}) => names).join(' ')
  return context.phases.time('load', subject, () => loadImages({...context, engine, layout, open, images: named}))
}
