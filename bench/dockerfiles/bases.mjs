// Stand-ins for images of docker.io, gcr.io and quay.io, which tests can't have: enough of each for the RUNs of the list.
import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const TOOLS = {
  name: 'debian-dockerfile-tools',
  packages: ['git', 'libpcre2-8-0', 'zlib1g', 'libcap2-bin', 'libcap2', 'libc6'],
  help: 'The stand-ins for base images are made of Debian packages: run this as root on Debian or Ubuntu.',
}

/** Packages are there already, or the RUN fails in the step that needs them: neither kind of build fetches any. */
const NOTHING_TO_INSTALL = '#!/bin/sh\nexit 0\n'

/**
 * @typedef {`golang:${string}` | 'alpine' | 'debian' | 'static'} Kind
 * @param helpers the tests' own, which make base images too
 */
export function openBases(helpers, {folder, host, crane}) {
  const made = new Map()

  /** Pushes one image by all its names. @param {Record<string, Kind>} images `library/golang:1.26.4` → kind */
  function push(images) {
    for (const [name, kind] of Object.entries(images)) {
      const layout = made.get(kind) ?? makeImage(kind)
      made.set(kind, layout)
      call(crane, ['push', layout, `${host}/${name}`])
    }
  }

  function makeImage(kind) {
    const layout = new helpers.TestLayout(join(folder, `base-${made.size}`))
    const own = layersOf(kind)
    const manifests = ['amd64', 'arm64'].map(architecture => {
      const layers = architecture === helpers.HOST ? own : layersOf('static')
      return writeManifest(helpers, layout, {architecture, config: configOf(kind), layers})
    })
    layout.name(
      layout.json(helpers.MEDIA_TYPE.index, {schemaVersion: 2, mediaType: helpers.MEDIA_TYPE.index, manifests}),
    )
    return layout.path
  }

  function layersOf(kind) {
    if (kind === 'static') return [layer(helpers.addFiles)]
    const tools = layer(helpers.addFiles, helpers.addBusybox, helpers.addBuildTools, addTools)
    return kind.startsWith('golang:') ? [tools, goLayer(kind.slice('golang:'.length))] : [tools]
  }

  function layer(...parts) {
    const root = mkdtempSync(join(folder, 'root-'))
    for (const add of parts) add(root)
    return packed(root)
  }

  function addTools(root) {
    call('cp', ['-a', '--remove-destination', `${helpers.unpackedPackages(TOOLS)}/.`, root])
    mkdirSync(join(root, 'usr/local/bin'), {recursive: true})
    for (const name of ['apk', 'apt-get', 'update-ca-certificates']) {
      writeFileSync(join(root, 'usr/local/bin', name), NOTHING_TO_INSTALL)
      chmodSync(join(root, 'usr/local/bin', name), 0o755)
    }
  }

  /** The same Go as the golang image of that version has, from the module that the go command fetches it with. */
  function goLayer(version) {
    const root = mkdtempSync(join(folder, 'go-'))
    mkdirSync(join(root, 'usr/local'), {recursive: true})
    mkdirSync(join(root, 'go/bin'), {recursive: true})
    const env = {...process.env, GOTOOLCHAIN: `go${version}`, GOENV: 'off'}
    const from = call('go', ['env', 'GOROOT'], {cwd: folder, env}).trim()
    call('cp', ['-r', from, join(root, 'usr/local/go')])
    for (const unread of ['api', 'doc', 'misc', 'test'])
      rmSync(join(root, 'usr/local/go', unread), {recursive: true, force: true})
    return packed(root)
  }

  function packed(root) {
    helpers.tarOf(root, `${root}.tar`)
    const tar = readFileSync(`${root}.tar`)
    rmSync(root, {recursive: true, force: true})
    rmSync(`${root}.tar`)
    return tar
  }

  return {push}
}

/** As the images of these names have it. */
function configOf(kind) {
  if (kind === 'static') return {Env: [`PATH=${PATH}`], User: '65532', WorkingDir: '/'}
  if (!kind.startsWith('golang:')) return {Env: [`PATH=${PATH}`], Cmd: ['sh']}
  const version = kind.slice('golang:'.length)
  const go = [`GOLANG_VERSION=${version}`, 'GOTOOLCHAIN=local', 'GOPATH=/go']
  return {Env: [`PATH=/go/bin:/usr/local/go/bin:${PATH}`, ...go], Cmd: ['bash'], WorkingDir: '/go'}
}

function writeManifest({MEDIA_TYPE, digestOf}, layout, {architecture, config, layers}) {
  const platform = {os: 'linux', architecture}
  const rootfs = {type: 'layers', diff_ids: layers.map(digestOf)}
  const manifest = layout.json(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: layout.json(MEDIA_TYPE.config, {...platform, config, rootfs}),
    layers: layers.map(tar => layout.blob(MEDIA_TYPE.layer, gzipSync(tar, {level: 1}))),
  })
  return {...manifest, platform}
}

function call(program, args, options = {}) {
  const {error, status, stdout, stderr} = spawnSync(program, args, {...options, encoding: 'utf8'})
  if (error || status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error ?? stderr}`)
  return stdout
}
