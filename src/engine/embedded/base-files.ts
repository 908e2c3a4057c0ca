import pLimit from 'p-limit'
import type {CacheFolder} from '../../cache/index.ts'
import {arrayAt, numberAt, stringAt} from '../../lib/json.ts'
import {type BlobSource, type Descriptor, type Digest, openLayout, readThrough} from '../../oci/index.ts'
import type {BaseImage, ResolvedBase} from '../types.ts'
import {indexLayer} from './base-index.ts'
import type {BaseRegistry} from './base-source.ts'
import {type BaseFiles, joinLayers, type LayerEntry, type LayerIndex} from './base-tree.ts'

export interface BaseFilesOptions {
  readonly registry: Pick<BaseRegistry, 'openBlob'>
  readonly cache?: CacheFolder
}

/** Reads what a base image holds; asked twice for the same image it answers from memory. */
export type ReadBaseFiles = (base: ResolvedBase, image: BaseImage) => Promise<BaseFiles>

/** Unpacking takes a core each, and the compiler wants them too. */
const LAYERS_AT_ONCE = 2

/**
 * Each layer is streamed once and never stored; its index is kept by digest, so a base that was seen before costs
 * nothing. Ask early: reading overlaps with compiling.
 */
export function createBaseReader({registry, cache}: BaseFilesOptions): ReadBaseFiles {
  const images = new Map<Digest, Promise<BaseFiles>>()
  const layers = new Map<Digest, Promise<LayerIndex>>()
  const limit = pLimit(LAYERS_AT_ONCE)
  return (base, image) =>
    remembered(images, image.manifest.descriptor.digest, async () => {
      const blobs = await blobsOf(base, registry)
      const indexes = await Promise.all(
        image.manifest.value.layers.map(layer =>
          remembered(layers, layer.digest, () => limit(() => readLayer(layer, blobs, cache))),
        ),
      )
      return joinLayers(indexes, base.name)
    })
}

/** A layout used as base may itself be sparse. */
async function blobsOf({location}: ResolvedBase, registry: BaseFilesOptions['registry']): Promise<BlobSource> {
  if (location.kind === 'registry') return {open: layer => registry.openBlob(location.repository, layer)}
  return readThrough(await openLayout(location.path), (repository, blob) => registry.openBlob(repository, blob))
}

async function readLayer(layer: Descriptor, blobs: BlobSource, cache: CacheFolder | undefined): Promise<LayerIndex> {
  const kept = await cache?.readRecord(RECORDS, layer.digest, parseLayerIndex)
  if (kept) return kept
  const index = await indexLayer(layer, await blobs.open(layer))
  await cache?.writeRecord(RECORDS, layer.digest, index)
  return index
}

/** The number changes with what an index holds. */
const RECORDS = 'base-layers-1'

function parseLayerIndex(value: unknown): LayerIndex | undefined {
  const entries = arrayAt(value, 'entries')?.map(parseEntry)
  const whiteouts = arrayAt(value, 'whiteouts')
  const opaque = arrayAt(value, 'opaque')
  if (!entries?.every(isDefined) || !whiteouts?.every(isString) || !opaque?.every(isString)) return undefined
  return {entries, whiteouts, opaque}
}

function parseEntry(value: unknown): LayerEntry | undefined {
  const path = stringAt(value, 'path')
  if (path === undefined) return undefined
  const kind = stringAt(value, 'kind')
  if (kind === 'file') return {kind, path}
  const target = stringAt(value, 'target')
  if (kind === 'link' && target !== undefined) return {kind, path, target}
  const [mode, uid, gid] = [numberAt(value, 'mode'), numberAt(value, 'uid'), numberAt(value, 'gid')]
  if (kind !== 'folder' || mode === undefined || uid === undefined || gid === undefined) return undefined
  return {kind, path, mode, uid, gid}
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** One run of `work` for each key; a failure is not remembered. */
function remembered<T>(known: Map<Digest, Promise<T>>, key: Digest, work: () => Promise<T>): Promise<T> {
  const running = known.get(key)
  if (running) return running
  const started = work()
  known.set(key, started)
  started.catch(() => known.delete(key))
  return started
}
