// Makes the layer of roots, which every image on scratch has: CA certificates, zone files, users, /tmp. It is made when
// the project is built, with the project's own tar and gzip, so that a run has nothing to pack.
import {randomUUID} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {Readable} from 'node:stream'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {gunzipSync} from 'node:zlib'
import {build} from 'esbuild'
import {extract} from 'tar-stream'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const DATA = join(root, 'src/engine/embedded/data')

/** Writes `roots.tar.gz`, and `roots.json` with its descriptor and diffID. The same sources give the same bytes. */
export async function buildRoots(outDir) {
  const {buildLayer, ROOTS_BLOB, ROOTS_FOLDERS, ROOTS_RECORD} = await importSources(`
    export {buildLayer} from './src/engine/embedded/layer.ts'
    export {ROOTS_BLOB, ROOTS_FOLDERS, ROOTS_RECORD} from './src/engine/embedded/roots.ts'`)
  const temporary = await mkdtemp(join(tmpdir(), 'roots-'))
  try {
    const entries = await rootsEntries(ROOTS_FOLDERS)
    const {descriptor, diffId, file} = await buildLayer({entries, time: new Date(0), root: temporary})
    await mkdir(outDir, {recursive: true})
    await copyFile(file, join(outDir, ROOTS_BLOB))
    await writeFile(join(outDir, ROOTS_RECORD), `${JSON.stringify({descriptor, diffId}, null, 2)}\n`)
  } finally {
    await rm(temporary, {recursive: true, force: true})
  }
}

const PASSWD = `root:x:0:0:root:/root:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
`
const GROUP = `root:x:0:
nonroot:x:65532:
`
const NONROOT = {uid: 65532, gid: 65532}
const SPECIAL_FOLDERS = {
  '/tmp': {mode: 0o1777},
  '/root': {mode: 0o700},
  '/home/nonroot': {mode: 0o700, ...NONROOT},
}

async function rootsEntries(folders) {
  const certificates = join(DATA, 'ca-certificates.crt')
  const {size} = await stat(certificates)
  const zones = await zoneEntries('/usr/share/zoneinfo')
  const zoneFolders = [...new Set(zones.map(({path}) => dirname(path)))].filter(path => !folders.has(path))
  return [
    ...[...folders, ...withParents(zoneFolders, folders)].map(path => ({
      path,
      kind: 'directory',
      mode: 0o755,
      ...SPECIAL_FOLDERS[path],
    })),
    fileOf('/etc/passwd', Buffer.from(PASSWD)),
    fileOf('/etc/group', Buffer.from(GROUP)),
    // Where Go looks first on Linux. https://go.dev/src/crypto/x509/root_linux.go
    {
      path: '/etc/ssl/certs/ca-certificates.crt',
      kind: 'file',
      mode: 0o644,
      size,
      open: () => createReadStream(certificates),
    },
    ...zones,
  ]
}

/** One file each: with a zip in ZONEINFO, TZ would silently mean UTC. */
async function zoneEntries(folder) {
  const entries = []
  const unpacker = extract()
  unpacker.end(gunzipSync(await readFile(join(DATA, 'zoneinfo.tar.gz'))))
  for await (const entry of unpacker) {
    const chunks = []
    for await (const chunk of entry) chunks.push(chunk)
    entries.push(fileOf(`${folder}/${entry.header.name}`, Buffer.concat(chunks)))
  }
  return entries
}

function withParents(paths, known) {
  const all = new Set()
  for (let path of paths) for (; !known.has(path); path = dirname(path)) all.add(path)
  return all
}

function fileOf(path, bytes) {
  return {path, kind: 'file', mode: 0o644, size: bytes.length, open: () => Readable.from([bytes])}
}

/** Loads TypeScript of this project: the few parts that scripts share with the product. */
export async function importSources(contents) {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: root, loader: 'ts'},
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20.15',
    banner: {js: "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);"},
    logLevel: 'warning',
  })
  const file = join(tmpdir(), `sources-${randomUUID()}.mjs`)
  try {
    await writeFile(file, outputFiles[0].contents)
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(file, {force: true})
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildRoots(resolve(process.argv[2] ?? join(root, 'dist')))
