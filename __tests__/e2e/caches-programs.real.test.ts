import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiMachine, type CiRun, ciMachine, edit, entryOf, saidFile, shop, tagged} from '../helpers/ci-machine.ts'

// With several main packages their programs and layers travel between machines too.

const MAINS = ['cmd/api', 'cmd/mail', 'cmd/shop']
const inputs = {main: './cmd/...', image: 'localhost:1/acme/{name}'}

let folder: string
let server: CacheServer
let workspace: string
let proxy: string
let cold: CiRun

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-programs-'))
  server = await startCacheService(join(folder, 'blobs'))
  ;({workspace, proxy} = await shop(folder, MAINS))
  cold = await machine('cold').run({workspace, inputs, env: {GOPROXY: proxy}})
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

const machine = (name: string): CiMachine => ciMachine(join(folder, name), server)
const digests = ({report}: CiRun) => report?.images.map(({name, digest}) => [name, digest])
const layersOf = ({report}: CiRun, at: number) => report?.images[at]?.platforms.map(({layers}) => layers)

function expectSuccess({main, warnings}: CiRun): void {
  expect({exitCode: main.exitCode, warnings, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0, warnings: []})
}

test('the first run saves them', () => {
  expectSuccess(cold)
  expect(cold.report?.images).toHaveLength(MAINS.length)
  expect(cold.caches?.outputs).toMatchObject({restore: {result: 'missing'}, save: {result: 'saved'}})
  expect(cold.caches?.compiled?.linked).toEqual({executed: 3, total: 3})
  expect(cold.main.stdout).toMatch(
    /^programs +restore and save +restored; saved if it pays: the default branch; key gcz-out-/m,
  )
  expect(server.entries.map(({key}) => key.split('-')[1]).sort()).toEqual(['build', 'mod', 'out'])
})

test('a new machine links nothing, and makes the same images as with and without caches', async () => {
  const warm = await machine('warm').run({workspace, inputs})
  expectSuccess(warm)
  expect(warm.caches?.outputs).toMatchObject({restore: {result: 'restored'}})
  expect(warm.caches?.outputs.save).toBeUndefined()
  expect(warm.caches?.compiled).toMatchObject({executed: 0, linked: {executed: 0, total: 3}})
  expect(warm.main.stdout).toMatch(/^programs: not saved \(0 of 3 programs were linked anew\)$/m)
  expect(digests(warm)).toEqual(digests(cold))

  const without = await machine('without').run({workspace, inputs: {...inputs, cache: 'false'}, env: {GOPROXY: proxy}})
  expectSuccess(without)
  expect(without.caches?.compiled?.linked).toEqual({executed: 3, total: 3})
  expect(digests(without)).toEqual(digests(cold))
})

test('programs that somebody changed in the archive are not believed', async () => {
  const archive = entryOf(server, 'out').path
  const poison = join(folder, 'poison')
  mkdirSync(poison)
  cpSync(archive, join(folder, 'good'))
  await output('tar', ['--zstd', '-xf', archive, '-C', poison])
  const programs = readdirSync(poison, {recursive: true, withFileTypes: true}).filter(
    entry => entry.isFile() && entry.parentPath.endsWith('/bin'),
  )
  expect(programs).toHaveLength(MAINS.length)
  // Behind the end, so that it starts as before and has the build ID that go looks for.
  for (const {parentPath, name} of programs) appendFileSync(join(parentPath, name), 'evil')
  await output('tar', ['--zstd', '-cf', archive, '-C', poison, 'go-outputs'])

  const run = await machine('poisoned').run({workspace, inputs})
  cpSync(join(folder, 'good'), archive)
  expectSuccess(run)
  expect(run.caches?.outputs.restore?.result).toBe('restored')
  expect(run.caches?.compiled?.linked).toEqual({executed: 3, total: 3})
  expect(digests(run)).toEqual(digests(cold))
})

test('after an edit of one program the others are not linked', async () => {
  await edit(workspace, {'cmd/mail/mail.go': 'package main\n\nvar Mail = "mail"\n\nfunc init() { println(Mail) }\n'})
  const edited = await machine('edited').run({workspace, inputs})
  expectSuccess(edited)
  expect(edited.caches?.compiled?.linked).toEqual({executed: 1, total: 3})
  expect(edited.main.stdout).toMatch(/^programs: .* saved in .* \(1 of 3 programs were linked anew\)$/m)
  // The commit stands in each image's config, and in no layer.
  const changed = edited.report?.images.filter(({name}, at) => {
    const before = cold.report?.images[at]
    expect(before?.name).toBe(name)
    return JSON.stringify(layersOf(edited, at)) !== JSON.stringify(layersOf(cold, at))
  })
  expect(changed?.map(({name}) => name)).toEqual(['localhost:1/acme/mail'])

  // What was saved last is all of it: also what this run took over unchanged.
  const next = await machine('next').run({workspace, inputs})
  expect(next.caches?.compiled?.linked).toEqual({executed: 0, total: 3})
  expect(digests(next)).toEqual(digests(edited))
})

test('a release takes none', async () => {
  await edit(workspace, saidFile('three'))
  const release = await machine('release').run({workspace, inputs, trigger: tagged('v1.0.0')})
  expectSuccess(release)
  expect(release.caches?.outputs).toEqual({reason: expect.stringContaining('an empty build cache')})
  expect(release.caches?.compiled?.linked).toEqual({executed: 3, total: 3})
})
