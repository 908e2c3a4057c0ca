import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {findNamingFiles} from '../../src/toolchain/files.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

test('go.mod of the folder or above, version files within the work tree', async () => {
  const root = await makeTree({
    '.go-version': 'not of this project',
    'work/.git/HEAD': '',
    'work/.tool-versions': 'golang 1.25.1',
    'work/go.mod': 'go 1.24',
    'work/cmd/a/main.go': '',
  })
  const dir = join(root, 'work/cmd/a')
  expect(await findNamingFiles({dir, env: {GOWORK: 'off'}})).toEqual({
    module: {name: 'go.mod', text: 'go 1.24'},
    version: {name: '.tool-versions', text: 'golang 1.25.1'},
  })
})

test('a work file above wins; GOWORK turns it off or names another', async () => {
  const root = await makeTree({'go.work': 'go 1.25', 'a/go.mod': 'go 1.24', 'other/my.work': 'go 1.26'})
  const dir = join(root, 'a')
  const textOf = async (env: Record<string, string>) => (await findNamingFiles({dir, env})).module?.text
  expect(await textOf({})).toBe('go 1.25')
  expect(await textOf({GOWORK: 'off'})).toBe('go 1.24')
  expect(await textOf({GOWORK: join(root, 'other/my.work')})).toBe('go 1.26')
})

test('a go-version-file that is not there, or a folder', async () => {
  const dir = await makeTree({'go.mod': 'go 1.24'})
  const given = async (versionFile: string) => (await findNamingFiles({dir, env: {}, versionFile})).given
  expect(await given(join(dir, 'nothing'))).toEqual({unreadable: `${join(dir, 'nothing')} does not exist`})
  expect(await given(dir)).toEqual({unreadable: expect.stringContaining('EISDIR')})
})
