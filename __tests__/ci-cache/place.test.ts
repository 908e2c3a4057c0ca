import {link, readFile, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {moveInto} from '../../src/ci-cache/place.ts'
import {exists} from '../../src/lib/files.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

test.each([
  ['a hard link', link],
  ['a symbolic link', symlink],
])('%s to a file outside stays behind', async (_, makeLink) => {
  const victim = await makeTree({precious: 'mine'})
  const from = await makeTree({'a/plain': 'x'})
  await makeLink(join(victim, 'precious'), join(from, 'a/linked'))
  const to = await makeTree({})
  expect(await moveInto({from, to})).toBe(1)
  expect(await readFile(join(to, 'a/plain'), 'utf8')).toBe('x')
  expect(await exists(join(to, 'a/linked'))).toBe(false)
})
