import pLimit from 'p-limit'
import {keptLayer, type LayerOptions, type LayerSource} from './kept-layer.ts'
import type {MadeLayer} from './layer.ts'

/**
 * One layer keeps libuv's four threads busy with deflate; a second one fills the gaps in which the first reads and
 * hashes. More would only hold more blocks in memory.
 */
const LAYERS_AT_ONCE = 2

export type MakeLayer = (source: LayerSource) => Promise<MadeLayer>

/** Makes each layer once in a run, whichever images ask for it. */
export function createLayerStore(options: LayerOptions): MakeLayer {
  const limit = pLimit(LAYERS_AT_ONCE)
  const layers = new Map<string, Promise<MadeLayer>>()
  return source => {
    const key = JSON.stringify([source.time.getTime(), source.key])
    const known = layers.get(key)
    if (known) return known
    const made = limit(() => {
      options.signal?.throwIfAborted()
      return keptLayer(source, options)
    })
    layers.set(key, made)
    made.catch(() => layers.delete(key))
    return made
  }
}
