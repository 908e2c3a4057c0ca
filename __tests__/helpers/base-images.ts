import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'
import {digestOf, MEDIA_TYPE} from '../../src/oci/index.ts'
import {toolsFolder} from '../../tools/locate.mjs'
import {addBuildTools, addBusybox, addFiles, goTar, goVersion, tarOf} from './base-roots.ts'
import {output} from './bundle.ts'
import {moveUnlessThere} from './debian.ts'
import {TestLayout} from './layouts.ts'
import {toolPath} from './tools.ts'

export type BaseImage = 'golang' | 'busybox' | 'static'

export const GO_VERSION = goVersion()

const ARCHITECTURES = ['amd64', 'arm64']
const HOST = process.arch === 'arm64' ? 'arm64' : 'amd64'
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** As the images of these names have it. */
const CONFIGS: Readonly<Record<BaseImage, object>> = {
  golang: {
    Env: [`PATH=/go/bin:/usr/local/go/bin:${PATH}`, `GOLANG_VERSION=${GO_VERSION}`, 'GOTOOLCHAIN=local', 'GOPATH=/go'],
    Cmd: ['sh'],
    WorkingDir: '/go',
  },
  busybox: {Env: [`PATH=${PATH}`], Cmd: ['sh']},
  static: {Env: [`PATH=${PATH}`, 'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt'], User: '65532', WorkingDir: '/'},
}

const USUAL_NAMES: Readonly<Record<string, BaseImage>> = {
  [`library/golang:${GO_VERSION}`]: 'golang',
  'library/golang:latest': 'golang',
  'library/busybox:latest': 'busybox',
  'distroless/static:nonroot': 'static',
}

/**
 * Pushes the images that a mirror of docker.io and gcr.io has to have. golang is there for this machine's platform only;
 * the others also for the foreign one, but nothing in them runs there.
 * @param more `library/golang:1.22-alpine` → the image to have by this name too
 */
export async function pushBaseImages(host: string, more: Readonly<Record<string, BaseImage>> = {}): Promise<void> {
  const layouts = await baseLayouts()
  for (const [name, image] of Object.entries({...USUAL_NAMES, ...more}))
    await output(toolPath('crane'), ['push', join(layouts, image), `${host}/${name}`])
}

/** The folder of the layouts, made once for this machine's Go, certificates and the state of these helpers. */
async function baseLayouts(): Promise<string> {
  const folder = join(toolsFolder(process.env), `base-images@${GO_VERSION}-${recipe()}`)
  if (existsSync(folder)) return folder
  const temporary = mkdtempSync(join(toolsFolder(process.env), 'tmp-'))
  try {
    const files = layer(temporary, addFiles)
    const busybox = layer(temporary, addFiles, addBusybox)
    const tools = layer(temporary, addFiles, addBusybox, addBuildTools)
    const layouts = join(temporary, 'layouts')
    await writeImage(layouts, 'static', {host: [files], foreign: files})
    await writeImage(layouts, 'busybox', {host: [busybox], foreign: files})
    await writeImage(layouts, 'golang', {host: [tools, goLayer(temporary)]})
    moveUnlessThere(layouts, folder)
  } finally {
    rmSync(temporary, {recursive: true, force: true})
  }
  return folder
}

function recipe(): string {
  const hash = createHash('sha256')
  const sources = ['base-images.ts', 'base-roots.ts'].map(name => fileURLToPath(new URL(name, import.meta.url)))
  const certificates = process.env.SSL_CERT_FILE ?? '/etc/ssl/certs/ca-certificates.crt'
  for (const path of [...sources, certificates]) hash.update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}

type Layer = Buffer

function layer(temporary: string, ...parts: readonly ((root: string) => void)[]): Layer {
  const root = mkdtempSync(join(temporary, 'root-'))
  for (const add of parts) add(root)
  tarOf(root, `${root}.tar`)
  return readFileSync(`${root}.tar`)
}

function goLayer(temporary: string): Layer {
  goTar(join(temporary, 'go.tar'))
  return readFileSync(join(temporary, 'go.tar'))
}

interface Layers {
  readonly host: readonly Layer[]
  readonly foreign?: Layer
}

async function writeImage(layouts: string, image: BaseImage, {host, foreign}: Layers): Promise<void> {
  mkdirSync(layouts, {recursive: true})
  const layout = new TestLayout(join(layouts, image))
  const manifests = ARCHITECTURES.flatMap(architecture => {
    const layers = architecture === HOST ? host : foreign && [foreign]
    return layers ? [writeManifest(layout, architecture, CONFIGS[image], layers)] : []
  })
  layout.name(layout.json(MEDIA_TYPE.index, {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests}))
}

function writeManifest(layout: TestLayout, architecture: string, config: object, layers: readonly Layer[]): object {
  const platform = {os: 'linux', architecture}
  const rootfs = {type: 'layers', diff_ids: layers.map(digestOf)}
  const manifest = layout.json(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: layout.json(MEDIA_TYPE.config, {...platform, config, rootfs}),
    layers: layers.map(tar => layout.blob(MEDIA_TYPE.layer, gzipSync(tar, {level: 1}))), // read once, from this machine
  })
  return {...manifest, platform}
}
