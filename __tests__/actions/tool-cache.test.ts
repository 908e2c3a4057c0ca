import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer, type Server, type ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {pack} from 'tar-stream'
import {createToolFiles} from '../../src/actions/index.ts'
import {silentLog} from '../../src/lib/log.ts'
import {statusOf} from '../../src/toolchain/failure.ts'

// The toolkit waits 10 to 20 s before it tries again; these are its own switches for tests.
Object.assign(globalThis, {TEST_DOWNLOAD_TOOL_RETRY_MIN_SECONDS: 0, TEST_DOWNLOAD_TOOL_RETRY_MAX_SECONDS: 0})

let folder: string
let server: Server
let url: string
let requests: string[]
let held: ServerResponse | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tool-files-'))
  requests = []
  server = createServer(({url: path = '', headers: {authorization = '-'}}, response) => {
    requests.push(`${path} ${authorization}`)
    if (path === '/ok') response.end('hello')
    else if (path === '/flaky' && requests.length === 1) response.writeHead(503).end()
    else if (path === '/flaky') response.end('late')
    else if (path === '/cut') response.writeHead(200, {'content-length': 10}).write('half', () => response.destroy())
    else if (path === '/silent') held = response
    else response.writeHead(404).end('no')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  await rm(folder, {recursive: true, force: true})
})

const files = createToolFiles({log: silentLog, keepStdout: true})

test('texts come with their status, whatever it is', async () => {
  expect(await files.fetchText(`${url}/ok`, {authorization: 'Basic x'})).toEqual({status: 200, body: 'hello'})
  expect(await files.fetchText(`${url}/none`, {})).toEqual({status: 404, body: 'no'})
  expect(requests).toEqual(['/ok Basic x', '/none -'])
  await expect(files.fetchText(`${url}/cut`, {})).rejects.toThrow('aborted')
})

test('downloads are tried again, and tell the status when they fail', async () => {
  await files.download(`${url}/flaky`, join(folder, 'a'), {})
  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('late')
  const error = await files.download(`${url}/none`, join(folder, 'b'), {}).catch(thrown => thrown)
  expect(statusOf(error)).toBe(404)
  // The toolkit's next try may find the file that the one before was still about to make.
  await expect(files.download(`${url}/cut`, join(folder, 'c'), {})).rejects.toThrow(/aborted|already exists/)
})

test('nothing of the toolkit reaches standard output when that is kept', async () => {
  const [said, printed]: [string[], string[]] = [[], []]
  const {write} = process.stdout
  process.stdout.write = (text: string | Uint8Array) => printed.push(String(text)) > 0
  try {
    const quiet = createToolFiles({log: {...silentLog, debug: text => said.push(text)}, keepStdout: true})
    await writeFile(join(folder, 'a.tar.gz'), await tarOf('a.txt', 'a'))
    await Promise.all([
      quiet.download(`${url}/ok`, join(folder, 'e'), {}),
      quiet.extractTar(join(folder, 'a.tar.gz'), join(folder, 'out')),
    ])
    process.stdout.write('ours')
  } finally {
    process.stdout.write = write
  }
  expect(printed).toEqual(['ours'])
  expect(said.join()).toContain(`Downloading ${url}/ok`)
  expect(await readFile(join(folder, 'out/a.txt'), 'utf8')).toBe('a')
})

// Last: the toolkit goes on with what was cancelled, and its output stays diverted until it ends.
test.each(['fetchText', 'download'] as const)('%s ends when it is cancelled', async name => {
  const signal = AbortSignal.timeout(50)
  const options = {signal}
  const work =
    name === 'fetchText'
      ? files.fetchText(`${url}/silent`, options)
      : files.download(`${url}/silent`, join(folder, 'd'), options)
  await expect(work).rejects.toThrow(/timeout/)
  held?.writeHead(404).end() // which the toolkit does not try again
})

async function tarOf(name: string, text: string): Promise<Buffer> {
  const archive = pack()
  archive.entry({name}, text)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) chunks.push(Buffer.from(chunk as Uint8Array))
  return gzipSync(Buffer.concat(chunks))
}
