import type {Context} from '../context.ts'
import {type Assemble, assemble} from '../engine/index.ts'
import {checkZlib} from '../oci/index.ts'
import type {Plan} from '../plan/index.ts'
import type {ClosableRegistry} from '../registry/index.ts'

/** Who makes a run's images. */
export interface StartedEngine {
  /** Rejects where the engine can't be had: before anything is compiled. */
  readonly ready: Promise<Assemble>
  close(): Promise<void>
}

export async function startEngine(
  context: Context,
  {engine}: Pick<Plan, 'engine'>,
  {credentials}: Pick<ClosableRegistry, 'credentials'>,
): Promise<StartedEngine> {
  if (engine.name === 'embedded') {
    const zlib = checkZlib()
    if (!zlib.reproducible) context.log.warn(zlib.warning)
    return {ready: Promise.resolve(assemble), close: async () => {}}
  }
  // Rarely used, and large.
  const [{startBuilder}, {assembleGenerated}] = await Promise.all([
    import('./ready-builder.ts'),
    import('./assemble-generated.ts'),
  ])
  const {ready, close} = startBuilder(context)
  return {
    ready: ready.then(builder => options => assembleGenerated(context, {...builder, credentials}, options)),
    close,
  }
}
