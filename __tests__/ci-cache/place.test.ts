import {link, readFile, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {moveInto} from '../../src/ci-cache/place.ts'
import {exists} from '../../src/lib/files.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

test.each([
  ['a hard link', link, 1],
  ['a symbolic link', symlink, 0],
] as const)('%s to a file outside stays behind', async (_, makeLink, linked) => {
  const victim = await makeTree({precious: 'mine'})
  const from = await makeTree({'a/plain': 'x', 'b/plain': 'x'})
  for (const name of ['a/linked', 'a/unwanted']) await makeLink(join(victim, 'precious'), join(from, name))
  const to = await makeTree({})
  expect(await moveInto({from, to, accept: path => path !== 'a/unwanted'})).toEqual({added: 2, linked})
  expect(await readFile(join(to, 'a/plain'), 'utf8')).toBe('x')
  expect(await exists(join(to, 'a/linked'))).toBe(false)
})
