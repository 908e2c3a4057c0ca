import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {moduleFiles} from '../../src/ci-cache/module-files.ts'
import {pgoHash} from '../../src/ci-cache/profile.ts'
import {readSums} from '../../src/ci-cache/sums.ts'
import {goMod, makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

const SUM = `github.com/Acme/Lib v1.2.3 h1:abc=
github.com/Acme/Lib v1.2.3/go.mod h1:def=
example.com/only-mod v0.1.0-RC1/go.mod h1:ghi=
`

describe('readSums', () => {
  test('reads what says which modules are used, and nothing else', async () => {
    const root = await makeTree({
      'go.work.sum': 'example.com/w v1.0.0 h1:x=\n',
      'go.mod': goMod('example.com/shop'),
      'go.sum': SUM,
      'tools/go.mod': goMod('example.com/shop/tools'),
      'vendor/go.sum': 'x',
      'a/testdata/go.sum': 'x',
      'web/node_modules/x/go.mod': 'x',
      '.git/go.sum': 'x',
    })
    const sums = await readSums(root)
    expect(sums.files).toEqual(['go.sum', 'go.work.sum', 'tools/go.mod'])
    expect(sums.modules).toEqual([
      'example.com/only-mod/@v/v0.1.0-!r!c1',
      'example.com/w/@v/v1.0.0',
      'github.com/!acme/!lib/@v/v1.2.3',
    ])
    expect(moduleFiles(sums.modules)).toContain('github.com/!acme/!lib/@v/v1.2.3.zip')
  })

  test('gives the same hash in another folder, and another one for other content', async () => {
    const files = {'go.mod': goMod('example.com/shop'), 'go.sum': SUM}
    const [one, two] = [await makeTree(files), await makeTree(files)]
    expect((await readSums(one)).hash).toBe((await readSums(two)).hash)
    await writeFile(join(two, 'go.mod'), goMod('example.com/other'))
    expect((await readSums(one)).hash).toBe((await readSums(two)).hash)
    await rm(join(two, 'go.sum'))
    expect((await readSums(one)).hash).not.toBe((await readSums(two)).hash)
  })

  test('believes no path that leads out of the module cache', async () => {
    const lines = [
      '../../evil v1.0.0 h1:x=',
      '/etc/passwd v1.0.0 h1:x=',
      'a/../../b v1 h1:x=',
      'a v1/../../.. h1:x=',
      'junk',
    ]
    expect((await readSums(await makeTree({'go.sum': lines.join('\n')}))).modules).toEqual([])
  })

  test('of a folder without any is empty', async () => {
    expect(await readSums(await makeTree({}))).toMatchObject({modules: [], files: []})
  })
})

describe('pgoHash', () => {
  test('follows -pgo', async () => {
    const root = await makeTree({'cmd/a/default.pgo': 'one', 'other.pgo': 'two'})
    const hash = (...flags: readonly string[]) => pgoHash({mainDirs: [join(root, 'cmd/a')], flags, cwd: root})
    expect(await hash()).toBe(await hash('-pgo=auto'))
    expect(await hash()).toBeDefined()
    expect(await hash('-pgo=off')).toBeUndefined()
    expect(await hash('--pgo=other.pgo')).not.toBe(await hash())
    expect(await hash('-pgo=missing.pgo')).toBeUndefined()
  })
})
