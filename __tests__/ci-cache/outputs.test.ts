import {cp, link, readdir, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {buildKeys, outputKeys} from '../../src/ci-cache/keys.ts'
import {isWarmOutputs, restoreOutputs, saveOutputs} from '../../src/ci-cache/outputs.ts'
import type {CacheService} from '../../src/ci-cache/types.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)]
const KEY = 'c'.repeat(32)
const layerRecord = (hex: string) => JSON.stringify({digest: `sha256:${hex}`})
const FILES = {
  [`binaries/${KEY}/bin/api`]: 'program',
  [`binaries/${KEY}/bin/old`]: 'program',
  [`binaries/${KEY}/record.json`]: '{}',
  [`blobs/sha256/${A}`]: 'layer',
  [`blobs/sha256/${B}`]: 'layer',
  [`records/layers/${A}.json`]: layerRecord(A),
  [`records/layers/${B}.json`]: layerRecord(B),
  [`records/layers/${'d'.repeat(64)}.json`]: 'no json',
  [`binaries/${KEY}/lock`]: '{}',
  [['binaries', KEY, 'work', 'x'].join('/')]: 'x',
  [`binaries/${KEY}.uuid/bin/api`]: 'x',
  [`blobs/sha256/${A}.tmp`]: 'x',
  'layouts/x/index.json': 'x',
  'records/cgo/x.json': 'x',
  pruned: '',
}

let archive: string
let staging: string
const service: CacheService = {
  async restore({folder}) {
    await cp(archive, folder, {recursive: true})
    return {kind: 'restored', matchedKey: 'k', bytes: 1}
  },
  has: async () => ({kind: 'missing'}),
  async save({folder}) {
    await rm(archive, {recursive: true})
    await cp(folder, archive, {recursive: true})
    return {kind: 'saved', bytes: 1}
  },
}

beforeEach(async () => {
  archive = await makeTree(FILES)
  staging = await makeTree({})
})
afterEach(removeTrees)

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  return entries
    .flatMap(entry => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : []))
    .sort()
}

test('takes programs and layers, and saves of them what the run used', async () => {
  const root = await makeTree({})
  expect(await isWarmOutputs(root)).toBe(false)
  const restored = await restoreOutputs({
    service,
    staging,
    keys: {key: 'k', restoreKeys: []},
    root,
    now: () => new Date(),
  })
  expect(restored).toMatchObject({result: 'restored', exact: true, files: 8})
  expect(await filesOf(root)).toEqual(Object.keys(FILES).slice(0, 8).sort())
  expect(await isWarmOutputs(root)).toBe(true)

  await clockReaches(restored.usedSince)
  for (const name of ['bin/api', 'record.json']) await utimes(join(root, 'binaries', KEY, name), new Date(), new Date())
  await link(join(root, 'blobs/sha256', A), join(staging, 'of a layout'))
  const saved = await saveOutputs({service, staging, key: 'k2', root, usedSince: restored.usedSince})
  expect(saved).toMatchObject({result: 'saved', files: 4})
  expect(await filesOf(archive)).toEqual(
    [`binaries/${KEY}/bin/api`, `binaries/${KEY}/record.json`, `blobs/sha256/${A}`, `records/layers/${A}.json`].sort(),
  )
})

/** A file system's clock goes in steps and behind ours: until a file that is touched now counts as used. */
async function clockReaches(since: Date): Promise<void> {
  const probe = join(staging, 'probe')
  do await writeFile(probe, '')
  while ((await stat(probe)).ctimeMs < since.getTime())
}

test('has keys of its own, without those that only share packages', () => {
  const input = {
    os: 'Linux',
    arch: 'X64',
    goVersion: 'go1.26.1',
    profile: 'p',
    moduleDirs: ['.'],
    mains: ['a'],
    runId: '1',
    attempt: '1',
  }
  const [out, build] = [outputKeys(input), buildKeys(input)]
  expect(out.key).toBe(build.key.replace('gcz-build-', 'gcz-out-'))
  expect(out.restoreKeys).toEqual(build.restoreKeys.slice(0, 2).map(key => key.replace('gcz-build-', 'gcz-out-')))
})
