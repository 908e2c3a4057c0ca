// Stand-ins for images of docker.io, gcr.io and quay.io, which tests can't have: enough of each for the RUNs of the list.
import {spawnSync} from 'node:child_process'
import {appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {gzipSync} from 'node:zlib'

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const HELP = 'The stand-ins for base images are made of Debian packages: run this as root on Debian or Ubuntu.'
const CAPABILITIES = {name: 'debian-setcap', packages: ['libcap2-bin', 'libcap2', 'libc6'], help: HELP}
/** Debian's golang images have it, Alpine's don't. */
const GIT = {name: 'debian-git', packages: ['git', 'libpcre2-8-0', 'zlib1g', 'libc6'], help: HELP}

/** Packages are there already, or the RUN fails in the step that needs them: neither kind of build fetches any. */
const NOTHING_TO_INSTALL = '#!/bin/sh\nexit 0\n'

/** Debian's busybox has no adduser: users by Alpine's flags, as far as the list has them. */
const ADD_USER = `#!/bin/sh
id=1000
while [ $# -gt 1 ]; do
  case $1 in
    -u|-g) id=$2; shift ;;
    -G|-h|-s) shift ;;
  esac
  shift
done
`
const ADD_GROUP_LINE = 'echo "$1:x:$id:" >> /etc/group\n'
const ADD_USER_LINE = 'echo "$1:x:$id:$id::/home/$1:/bin/sh" >> /etc/passwd\n'

const MORE_FILES = {
  'usr/local/bin/addgroup': `${ADD_USER}${ADD_GROUP_LINE}`,
  'usr/local/bin/adduser': `${ADD_USER}grep -q "^$1:" /etc/group || ${ADD_GROUP_LINE}${ADD_USER_LINE}`,
  'etc/passwd': 'nobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  'etc/group': 'nobody:x:65534:\n',
  'usr/share/zoneinfo/UTC': 'stands for a time zone\n',
  'usr/local/bin/apk': NOTHING_TO_INSTALL,
  'usr/local/bin/apt-get': NOTHING_TO_INSTALL,
  'usr/local/bin/update-ca-certificates': NOTHING_TO_INSTALL,
}

/**
 * @typedef {`golang:${string}` | `golang-alpine:${string}` | 'alpine' | 'debian' | 'static'} Kind
 * @param helpers the tests' own, which make base images too
 */
export function openBases(helpers, {folder, host, crane}) {
  const made = new Map()
  let tools
  let git

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
    tools ??= layer(helpers.addFiles, helpers.addBusybox, helpers.addBuildTools, addTools)
    const version = goVersionOf(kind)
    if (version === undefined) return [tools]
    git ??= layer(root => unpack(GIT, root))
    return [tools, ...(kind.startsWith('golang-alpine') ? [] : [git]), goLayer(version)]
  }

  function layer(...parts) {
    const root = mkdtempSync(join(folder, 'root-'))
    for (const add of parts) add(root)
    return packed(root)
  }

  function addTools(root) {
    unpack(CAPABILITIES, root)
    for (const [path, text] of Object.entries(MORE_FILES)) {
      mkdirSync(dirname(join(root, path)), {recursive: true})
      appendFileSync(join(root, path), text)
      if (path.includes('bin/')) chmodSync(join(root, path), 0o755)
    }
  }

  function unpack(packages, root) {
    call('cp', ['-a', '--remove-destination', `${helpers.unpackedPackages(packages)}/.`, root])
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

function goVersionOf(kind) {
  return /^golang(?:-alpine)?:(.+)$/.exec(kind)?.[1]
}

/** As the images of these names have it. */
function configOf(kind) {
  if (kind === 'static') return {Env: [`PATH=${PATH}`], User: '65532', WorkingDir: '/'}
  const version = goVersionOf(kind)
  if (version === undefined) return {Env: [`PATH=${PATH}`], Cmd: ['sh']}
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
