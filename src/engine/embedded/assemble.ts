import type {CacheFolder} from '../../cache/index.ts'
import type {Binary, MainPackage} from '../../go/types.ts'
import type {Log} from '../../lib/log.ts'
import type {Phases} from '../../lib/phases.ts'
import {forMany} from '../../lib/signals.ts'
import {type LayoutWriter, type Platform, writeLayout} from '../../oci/index.ts'
import type {AssembledImage, AssembledPlatform, ImageToBuild} from '../types.ts'
import {assemblePlatform} from './assemble-platform.ts'
import type {ReadBaseFiles} from './base-files.ts'
import {readImageFiles} from './image-files.ts'
import type {Layer} from './layer.ts'
import {createLayerStore, type MakeLayer} from './layer-store.ts'
import {imageIndex, isSingle} from './manifest.ts'
import {allOrStop} from './stop.ts'

export interface AssembleOptions {
  readonly images: readonly ImageToBuild[]
  /** A main's program for a platform, as soon as it is linked and checked. */
  readonly binaries: (main: MainPackage, platform: Platform) => Promise<Binary>
  /** What is in a base image; asked only where an image has a base. */
  readonly readBase: ReadBaseFiles
  readonly cache: CacheFolder
  /** Folder of the bundle, where the roots layer lies. */
  readonly assets: string
  /** Replaced as a whole, once everything has succeeded. */
  readonly layoutPath: string
  /** Adds to the folder that is about to become the layout what a sparse one lacks. */
  readonly complete?: (folder: string) => Promise<void>
  /** Told of each layer that this run has made, while others are still at work. */
  readonly onNewLayer?: (image: ImageToBuild, layer: Layer) => void
  readonly log: Pick<Log, 'warn'>
  readonly phases: Phases
  readonly signal?: AbortSignal
}

/** What all images of a run have in common. */
export interface Assembly extends Pick<AssembleOptions, 'binaries' | 'readBase' | 'assets' | 'phases' | 'onNewLayer'> {
  readonly writer: LayoutWriter
  readonly makeLayer: MakeLayer
  readonly warn: (message: string) => void
  readonly stop: AbortController
}

/** How an engine puts programs into images. */
export type Assemble = (options: AssembleOptions) => Promise<readonly AssembledImage[]>

/** Puts programs into images, all in one layout: each platform goes its way alone as soon as its programs are there. */
export async function assemble(options: AssembleOptions): Promise<readonly AssembledImage[]> {
  const {images, cache, layoutPath, complete, log, signal} = options
  const stop = new AbortController()
  forMany(stop.signal)
  const cancel = () => stop.abort(signal?.reason)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, {once: true})
  try {
    const write = (writer: LayoutWriter) => {
      const makeLayer = createLayerStore({cache, signal: stop.signal})
      const assembly = {...options, writer, makeLayer, stop, warn: onceEach(message => log.warn(message))}
      return allOrStop(
        images.map(image => assembleImage(image, assembly)),
        stop,
      )
    }
    return await writeLayout(layoutPath, write, complete)
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

async function assembleImage(image: ImageToBuild, assembly: Assembly): Promise<AssembledImage> {
  const files = await readImageFiles(image)
  const platforms = await allOrStop(
    image.platforms.map(platform => assemblePlatform({...files, image, platform}, assembly)),
    assembly.stop,
  )
  const descriptor = await describe(image, platforms, assembly.writer)
  for (const name of [image.name, ...image.aliases]) assembly.writer.addImage(name, descriptor)
  return {image, descriptor, platforms}
}

/** The descriptor that names the image: of its only manifest, or of an index. */
async function describe(
  {shape, annotations, name}: ImageToBuild,
  platforms: readonly AssembledPlatform[],
  writer: LayoutWriter,
) {
  const [only] = platforms
  if (!only) throw new Error(`no platform for ${name}`)
  if (isSingle(shape, platforms.length)) return only.manifest
  const index = imageIndex(
    platforms.map(({manifest, platform}) => ({...manifest, platform})),
    annotations,
  )
  await writer.addDocument(index)
  return index.descriptor
}

function onceEach(say: (message: string) => void): (message: string) => void {
  const said = new Set<string>()
  return message => {
    if (said.has(message)) return
    said.add(message)
    say(message)
  }
}
