import {type Document, formatPlatform, type ImageConfig, MEDIA_TYPE, type Platform} from '../../oci/index.ts'
import type {AssembledPlatform, BaseImage, ImageToBuild, PlacedBinary} from '../types.ts'
import type {Assembly} from './assemble.ts'
import {addBaseLayers} from './base-blobs.ts'
import {binaryLayer} from './binary-layer.ts'
import {configWarnings, imageConfig} from './config.ts'
import {filesLayer} from './files-layer.ts'
import {findPlaceOn} from './find-place.ts'
import type {ImageFiles} from './image-files.ts'
import type {LayerSource} from './kept-layer.ts'
import type {Layer} from './layer.ts'
import {documentOf, imageManifest, shownPlatform} from './manifest.ts'
import type {FindPlace} from './places.ts'
import {binaryPath, programPaths} from './programs.ts'
import {rootsLayer} from './roots.ts'
import {allOrStop, orAborted} from './stop.ts'

interface Part extends ImageFiles {
  readonly image: ImageToBuild
  readonly platform: Platform
}

/** A layer of ours, and what history says of it. */
interface NamedSource {
  readonly source: LayerSource
  readonly createdBy: string
}

/** One platform's image: what is below, the user's files, one layer for each program on top. */
export async function assemblePlatform(part: Part, assembly: Assembly): Promise<AssembledPlatform> {
  const {image, platform} = part
  const {signal} = assembly.stop
  const base = image.base?.for(platform)
  const [findPlace, binaries] = await Promise.all([
    orAborted(findPlaceOn(image.base, platform, assembly.readBase), signal),
    orAborted(Promise.all(image.mains.map(main => assembly.binaries(main, platform))), signal),
  ])
  return assembly.phases.time('assemble', `${image.name} ${formatPlatform(platform)}`, async () => {
    const placed = binaries.map(binary => ({...binary, destination: binaryPath(image, binary.main)}))
    const sources = sourcesOf(part, placed, findPlace)
    const made = await allOrStop(
      sources.map(async ({source}) => {
        const layer = await assembly.makeLayer(source)
        if (layer.isNew) assembly.onNewLayer?.(image, layer)
        return layer
      }),
      assembly.stop,
    )
    const named = made.map((layer, at) => ({layer, createdBy: sources[at]?.createdBy ?? ''}))
    const roots = base ? undefined : await rootsLayer(assembly.assets)
    const own = roots ? [{layer: roots, createdBy: ROOTS_CREATED_BY}, ...named] : named
    const baseLayers = base?.manifest.value.layers ?? []
    if (image.base) await addBaseLayers(image.base, baseLayers, assembly.writer)
    if (roots) await assembly.writer.addDocument(roots)
    for (const {layer} of named) await assembly.writer.addFile(layer.descriptor, layer.file)
    const config = configDocument(part, base, own, assembly.warn)
    const manifest = imageManifest(
      config.descriptor,
      [...baseLayers, ...own.map(({layer}) => layer.descriptor)],
      image.annotations,
    )
    await assembly.writer.addDocument(config)
    await assembly.writer.addDocument(manifest)
    return {platform, manifest: manifest.descriptor, config, layers: manifest.value.layers, binaries: placed}
  })
}

/** What changes least comes first, so that a registry and its clients keep most of the image. */
function sourcesOf(
  {image, files, kodata}: Part,
  binaries: readonly PlacedBinary[],
  findPlace: FindPlace,
): readonly NamedSource[] {
  const time = image.fileTime
  const data = filesLayer(kodata, findPlace, time)
  const extra = filesLayer(files, findPlace, time)
  return [
    ...(data ? [{source: data, createdBy: 'go-containerize: kodata'}] : []),
    ...(extra ? [{source: extra, createdBy: 'go-containerize: files'}] : []),
    ...binaries.map(binary => ({
      source: binaryLayer(binary, binary.destination, findPlace, time),
      createdBy: `go-containerize: ${binary.main.importPath}`,
    })),
  ]
}

const ROOTS_CREATED_BY = 'go-containerize: CA certificates, time zones, users, /tmp'

function configDocument(
  {image, platform, kodata}: Part,
  base: BaseImage | undefined,
  own: readonly {readonly layer: Pick<Layer, 'diffId'>; readonly createdBy: string}[],
  warn: (message: string) => void,
): Document<ImageConfig> {
  const {container, labels, created} = image
  const request = {
    platform: shownPlatform(platform, image.platforms),
    container,
    labels,
    created,
    binaryPaths: programPaths(image),
    kodata: kodata.length > 0,
    base: image.base && base && {name: image.base.name, digest: image.base.digest, config: base.config.value},
    layers: own.map(({layer, createdBy}) => ({diffId: layer.diffId, createdBy})),
  }
  for (const warning of configWarnings(request)) warn(warning)
  return documentOf(MEDIA_TYPE.config, imageConfig(request))
}
