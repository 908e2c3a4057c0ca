import {createHash} from 'node:crypto'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll} from '@jest/globals'
import {openCacheFolder} from '../../src/cache/index.ts'
import {
  type AssembledImage,
  type AssembleOptions,
  assemble,
  createBaseReader,
  type ImageToBuild,
} from '../../src/engine/index.ts'
import type {Binary, MainPackage} from '../../src/go/types.ts'
import {createPhases} from '../../src/lib/phases.ts'
import {type Descriptor, formatPlatform, type ImageConfig, type Layout, openLayout} from '../../src/oci/index.ts'
import type {ContainerRequest} from '../../src/request/types.ts'
import {output, REPOSITORY} from '../helpers/bundle.ts'

export const AMD64 = {os: 'linux', architecture: 'amd64'}
export const ARM64 = {os: 'linux', architecture: 'arm64'}

export const CONTAINER: ContainerRequest = {
  labels: {},
  annotations: {},
  env: {},
  ports: [],
  binaryPath: '/app/{name}',
  files: [],
}

export function mainNamed(name: string, dir = '/nowhere'): MainPackage {
  return {importPath: `example.com/m/${name}`, dir, name, modulePath: 'example.com/m', moduleDir: dir}
}

export function imageOf(change: Partial<ImageToBuild> = {}): ImageToBuild {
  return {
    name: 'example.com/hello:main',
    aliases: [],
    mains: [mainNamed('hello')],
    platforms: [AMD64],
    base: undefined,
    container: CONTAINER,
    labels: {},
    annotations: {},
    created: new Date('2026-01-02T03:04:05Z'),
    fileTime: new Date(0),
    shape: 'auto',
    ...change,
  }
}

/** Programs whose content says what they are; `folder` is where they lie. */
export function textPrograms(folder: string, content = 'a program'): AssembleOptions['binaries'] {
  return async (main, platform): Promise<Binary> => {
    const path = join(folder, `${main.name}-${formatPlatform(platform).replaceAll('/', '-')}`)
    const bytes = `${content} ${main.name} ${formatPlatform(platform)}`
    mkdirSync(folder, {recursive: true})
    writeFileSync(path, bytes)
    return {main, platform, path, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length}
  }
}

/** Assembles below `folder` (its own cache, layout and programs); `change` replaces parts of the options. */
export async function assembleIn(
  folder: string,
  images: readonly ImageToBuild[],
  change: Partial<AssembleOptions> = {},
): Promise<{images: readonly AssembledImage[]; layout: Layout; warnings: readonly string[]}> {
  const warnings: string[] = []
  const options: AssembleOptions = {
    images,
    binaries: textPrograms(join(folder, 'programs')),
    readBase: createBaseReader({registry: {openBlob: () => Promise.reject(new Error('no registry was to be asked'))}}),
    cache: openCacheFolder(join(folder, 'cache')),
    assets: await rootsAssets(),
    layoutPath: join(folder, 'layout'),
    log: {warn: warning => warnings.push(typeof warning === 'string' ? warning : warning.message)},
    phases: createPhases(() => 0),
    ...change,
  }
  const assembled = await assemble(options)
  return {images: assembled, layout: await openLayout(options.layoutPath), warnings}
}

/** The config of the first platform of the first image. */
export function configOf(images: readonly AssembledImage[]): ImageConfig {
  const config = images[0]?.platforms[0]?.config.value
  if (!config) throw new Error('no image was assembled')
  return config
}

/** The top layer of the first image's first platform. */
export function topLayer(images: readonly AssembledImage[]): Descriptor {
  const layer = images[0]?.platforms[0]?.layers.at(-1)
  if (!layer) throw new Error('the image has no layer')
  return layer
}

let assets: Promise<string> | undefined

/** The roots layer, built once for a test file and removed after it. */
export function rootsAssets(): Promise<string> {
  assets ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'go-containerize-roots-'))
    await output(process.execPath, [join(REPOSITORY, 'scripts', 'roots.mjs'), folder])
    return folder
  })()
  return assets
}

afterAll(async () => {
  if (assets) rmSync(await assets, {recursive: true, force: true})
})
