import {createHash} from 'node:crypto'
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer, type ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {gzipSync} from 'node:zlib'
import {pack} from 'tar-stream'
import {type Architecture, architectureOf, goOsOf} from '../../src/toolchain/architecture.ts'
import {zipOf} from './zip.ts'

/**
 * What goes wrong with an answer. `page`: one of some proxy on the way. `short`: the end is missing, and nobody says how
 * much there should be. `hold`: no answer comes; called when one would. `none`: nothing, any more.
 */
export type Fault =
  | {readonly status: number}
  | 'cut'
  | 'short'
  | 'page'
  | 'other'
  | 'none'
  | {readonly hold: () => void}

export interface GoServer {
  /** `http://127.0.0.1:PORT`: a GOPROXY, and with `/dl` a download site. */
  readonly url: string
  /** The same GOPROXY as a folder. */
  readonly fileUrl: string
  readonly requests: string[]
  /** For every request whose path fits. */
  fail(path: RegExp, fault: Fault): void
  /** h1: sum of a version's zip. */
  sumOf(version: string): string
  stop(): Promise<void>
}

const MODULE = 'golang.org/toolchain'
const ARCHITECTURE = architectureOf(process.arch)
if (!ARCHITECTURE) throw new Error(`these tests know no Go for ${process.arch}`)
const OS = goOsOf(process.platform)
export const MACHINE = {os: OS, architecture: ARCHITECTURE}

/** A made-up Go: a shell script that answers what this project asks a Go. */
export function fakeGo(version: string, {goArch} = MACHINE.architecture): Readonly<Record<string, string>> {
  const answers = `{"GOVERSION":"go${version}","GOROOT":"'"$root"'","GOHOSTARCH":"${goArch}","GOPROXY":"'"$GOPROXY"'"}`
  return {
    'bin/go': [
      '#!/bin/sh',
      'root=$(cd "$(dirname "$0")/.." && pwd)',
      'case "$1 $2" in',
      `version*) echo "go version go${version} ${OS}/${goArch}" ;;`,
      `"env -json") echo '${answers}' ;;`,
      '"env GOTOOLCHAIN") echo "$GOTOOLCHAIN" ;;',
      '*) echo "a made-up go" >&2; exit 1 ;;',
      'esac',
      '',
    ].join('\n'),
    'bin/gofmt': '#!/bin/sh\n',
    [`pkg/tool/${OS}_${goArch}/compile`]: '#!/bin/sh\n',
    'src/fmt/print.go': 'package fmt\n',
    'lib/wasm/go_js_wasm_exec': '#!/bin/sh\n', // cmd/go needs lib to be there
    VERSION: `go${version}\n`,
  }
}

/** A GOPROXY and a download site with made-up Gos of these versions. */
export async function startGoServer(
  versions: readonly string[],
  architecture: Architecture = MACHINE.architecture,
): Promise<GoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'go-proxy-'))
  const sums = new Map<string, string>()
  const releases: object[] = []
  for (const version of versions) {
    sums.set(version, await writeModule(folder, version, architecture))
    releases.push(await writeRelease(folder, version, architecture))
  }
  await put(
    folder,
    `${MODULE}/@v/list`,
    versions.map(version => `v0.0.1-go${version}.${OS}-${architecture.goArch}\n`).join(''),
  )
  await put(folder, 'dl/index.json', JSON.stringify(releases))
  const faults: {path: RegExp; fault: Fault}[] = []
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    requests.push(path)
    const fault = faults.findLast(one => one.path.test(path))?.fault
    await answer(join(folder, path === '/dl/' ? '/dl/index.json' : path), response, fault)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    fileUrl: pathToFileURL(folder).href,
    requests,
    fail: (path, fault) => void faults.push({path, fault}),
    sumOf: version => sums.get(version) ?? '',
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, {recursive: true, force: true})
    },
  }
}

async function answer(file: string, response: ServerResponse, fault: Fault | undefined): Promise<void> {
  if (typeof fault === 'object' && 'hold' in fault) return fault.hold()
  if (typeof fault === 'object') return void response.writeHead(fault.status).end()
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) return void response.writeHead(404).end()
  if (fault === 'other')
    return void response.end(Buffer.from(bytes).fill('a', bytes.length >> 1, (bytes.length >> 1) + 4))
  if (fault === 'page') return void response.end('<html>Please log in</html>\n')
  if (fault === 'short') return void response.end(bytes.subarray(0, bytes.length >> 1))
  if (fault !== 'cut') return void response.end(bytes)
  response.writeHead(200, {'content-length': bytes.length})
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
}

async function writeModule(folder: string, version: string, architecture: Architecture): Promise<string> {
  const name = `v0.0.1-go${version}.${OS}-${architecture.goArch}`
  const prefix = `${MODULE}@${name}/`
  const files = {...fakeGo(version, architecture), 'src/_go.mod': 'module std\n', 'src/cmd/_go.mod': 'module cmd\n'}
  const named = Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]))
  await put(folder, `${MODULE}/@v/${name}.zip`, zipOf(named))
  await put(folder, `${MODULE}/@v/${name}.mod`, `module ${MODULE}\n`)
  await put(folder, `${MODULE}/@v/${name}.info`, JSON.stringify({Version: name}))
  const sha256 = (text: string) => createHash('sha256').update(text)
  const lines = Object.keys(named)
    .sort()
    .map(path => `${sha256(named[path] ?? '').digest('hex')}  ${path}\n`)
  return `h1:${sha256(lines.join('')).digest('base64')}`
}

async function writeRelease(folder: string, version: string, architecture: Architecture): Promise<object> {
  const archive = pack()
  for (const [path, text] of Object.entries(fakeGo(version, architecture)))
    archive.entry({name: `go/${path}`, mode: 0o755}, text)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) chunks.push(Buffer.from(chunk as Uint8Array))
  const bytes = gzipSync(Buffer.concat(chunks))
  const filename = `go${version}.${OS}-${architecture.download}.tar.gz`
  await put(folder, `dl/${filename}`, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await put(folder, `dl/${filename}.sha256`, sha256)
  const file = {
    filename,
    os: OS,
    arch: architecture.download,
    version: `go${version}`,
    sha256,
    size: bytes.length,
    kind: 'archive',
  }
  return {version: `go${version}`, stable: true, files: [file]}
}

async function put(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), {recursive: true})
  await writeFile(join(folder, path), content)
}
