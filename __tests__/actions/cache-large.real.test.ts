import {randomBytes} from 'node:crypto'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {open} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {createCacheService} from '../../src/actions/cache-service.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import {bundleCacheProgram, type CacheProgram} from '../helpers/cache-program.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'

const MB = 1024 * 1024
/** More than the 128 MB that go up in one piece. */
const SIZE = 320 * MB

let root: string
let program: CacheProgram
let server: CacheServer

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'gcz-cache-large-'))
  program = bundleCacheProgram()
  server = await startCacheService(join(root, 'blobs'))
})
afterAll(async () => {
  await server.stop()
  program.remove()
  rmSync(root, {recursive: true, force: true, maxRetries: 3})
})

/** The program, which leaves its greatest size in a file. */
function measuredProgram(): {script: string; peakBytes: () => number} {
  const [script, peak] = [join(root, 'measured.mjs'), join(root, 'peak')]
  writeFileSync(
    script,
    `import {writeFileSync} from 'node:fs'
process.on('exit', () => writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)))
await import(${JSON.stringify(program.script)})
`,
  )
  return {script, peakBytes: () => Number(readFileSync(peak, 'utf8')) * 1024}
}

async function writeIncompressible(path: string): Promise<void> {
  const file = await open(path, 'w')
  for (let written = 0; written < SIZE; written += 16 * MB) await file.write(randomBytes(16 * MB))
  await file.close()
}

test('an entry larger than memory should hold goes up in blocks, comes back whole, and is never held', async () => {
  const folder = join(root, 'there/go-build')
  mkdirSync(folder, {recursive: true})
  await writeIncompressible(join(folder, 'large'))
  const {script, peakBytes} = measuredProgram()
  const service = createCacheService({exec: nodeExec, env: {PATH: process.env.PATH, ...server.env}, script})
  const ownBefore = process.memoryUsage().rss

  expect(await service.save({folder, key: 'gcz-large'})).toEqual({kind: 'saved', bytes: expect.any(Number)})
  const peaks = {save: peakBytes(), restore: 0}
  expect(server.requests.filter(request => request === 'PUT blob block').length).toBeGreaterThan(3)
  expect(server.requests).toContain('PUT blob blocklist')
  rmSync(folder, {recursive: true})

  const back = join(root, 'here/go-build')
  const restored = await service.restore({folder: back, key: 'gcz-large', restoreKeys: []})
  peaks.restore = peakBytes()
  expect(restored).toMatchObject({kind: 'restored', matchedKey: 'gcz-large'})
  expect(statSync(join(back, 'large')).size).toBe(SIZE)
  expect(peaks.save).toBeLessThan(200 * MB)
  expect(peaks.restore).toBeLessThan(200 * MB)
  expect(process.memoryUsage().rss - ownBefore).toBeLessThan(200 * MB) // the service of the test is in it
})
