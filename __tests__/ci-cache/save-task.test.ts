import {cp, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {type CacheService, parseSaveTask, performSave, type SaveTask} from '../../src/ci-cache/index.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

describe('parseSaveTask', () => {
  const modules: SaveTask = {kind: 'modules', key: 'k', folder: '/mod', sums: '/work'}
  const build: SaveTask = {kind: 'build', key: 'k', folder: '/build'}

  test.each([modules, build])('of what was written: $kind', task => {
    expect(parseSaveTask(JSON.parse(JSON.stringify(task)))).toEqual(task)
  })

  test.each([
    undefined,
    null,
    'build',
    [],
    {},
    {...build, key: ''},
    {...build, folder: 1},
    {...build, kind: 'other'},
    {kind: 'modules', key: 'k', folder: '/mod'},
    {kind: 'outputs', key: 'k', folder: '/out', usedSinceMs: 0}, // never left to the post step
  ])('passes over %j', value => expect(parseSaveTask(value)).toBeUndefined())
})

describe('performSave', () => {
  const id = 'a'.repeat(64)
  const cases: {kind: SaveTask['kind']; files: Record<string, string>; saved: readonly string[]; name: string}[] = [
    {
      kind: 'modules',
      name: 'go-modules',
      files: {
        'cache/download/example.com/lib/@v/v1.0.0.zip': 'z',
        'cache/download/example.com/other/@v/v1.0.0.zip': 'z',
      },
      saved: ['example.com/lib/@v/v1.0.0.zip'],
    },
    {
      kind: 'build',
      name: 'go-build',
      files: {[`aa/${id}-a`]: 'x', 'trim.txt': '1', 'fuzz/x': ''},
      saved: [`aa/${id}-a`],
    },
    {
      kind: 'outputs',
      name: 'go-outputs',
      files: {[`binaries/${'0'.repeat(32)}/bin/shop`]: 'p', 'layouts/x': ''},
      saved: [`binaries/${'0'.repeat(32)}/bin/shop`],
    },
  ]

  test.each(cases)('$kind: what belongs to it, under its name', async ({kind, name, files, saved}) => {
    const [folder, sums, archive] = [
      await makeTree(files),
      await makeTree({'go.sum': 'example.com/lib v1.0.0 h1:x\n'}),
      await makeTree({}),
    ]
    const service: CacheService = {
      restore: async () => ({kind: 'missing'}),
      has: async () => ({kind: 'missing'}),
      async save(request) {
        expect(request).toMatchObject({key: 'the-key', folder: expect.stringMatching(new RegExp(`/${name}$`))})
        await cp(request.folder, archive, {recursive: true})
        return {kind: 'saved', bytes: 7}
      },
    }
    const task = {kind, key: 'the-key', folder, sums, usedSinceMs: 0} as SaveTask
    const report = await performSave(task, {service, staging: join(archive, '..', 'staging')})
    expect(report).toMatchObject({result: 'saved', key: 'the-key', files: saved.length, bytes: 7})
    const entries = await readdir(archive, {recursive: true, withFileTypes: true})
    const found = entries.filter(entry => entry.isFile()).map(({parentPath, name: file}) => join(parentPath, file))
    expect(found.map(path => path.slice(archive.length + 1))).toEqual(saved)
  })
})
