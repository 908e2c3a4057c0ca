import {afterEach, expect, test} from '@jest/globals'
import {neededFiles} from '../../src/ci-cache/source-files.ts'
import {filesBelow} from '../../src/ci-cache/source-tree.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

const MODULE = {
  'go.mod': 'module example.com/lib\n',
  'lib.go': 'package lib\n',
  'lib_test.go': 'package lib\n',
  'a/a.go': 'package a\n',
  'a/a_windows.go': 'package a\n',
  'a/a.s': '#include "textflag.h"\n',
  'a/deep/deep.go': 'package deep\n',
  'a/testdata/x': 'x',
  'ab/ab.go': 'package ab\n',
  LICENSE: 'free',
}

test.each<{
  name: string
  packages: readonly string[]
  more?: Readonly<Record<string, string>>
  needed: readonly string[]
}>([
  {name: 'a folder, for any platform', packages: ['a'], needed: ['a/a.go', 'a/a.s', 'a/a_windows.go']},
  {name: 'the module’s own folder', packages: [''], needed: ['LICENSE', 'go.mod', 'lib.go']},
  {name: 'several', packages: ['ab', 'a/deep'], needed: ['a/deep/deep.go', 'ab/ab.go']},
  {
    name: 'all below a folder that embeds files, tests and others’ folders too',
    packages: ['a'],
    more: {
      'a/embed.go': 'package a\n\nimport _ "embed"\n\n//go:embed testdata\nvar Data string\n',
      'a/x_test.go': 'package a\n',
    },
    needed: ['a/a.go', 'a/a.s', 'a/a_windows.go', 'a/deep/deep.go', 'a/embed.go', 'a/testdata/x', 'a/x_test.go'],
  },
  {
    name: 'no more for an embed in another package',
    packages: ['ab'],
    more: {'a/embed.go': 'package a\n\n//go:embed testdata\n'},
    needed: ['ab/ab.go'],
  },
])('$name', async ({packages, more, needed}) => {
  const root = await makeTree({...MODULE, ...more})
  expect(await neededFiles(root, {packages, files: await filesBelow(root)})).toEqual(needed)
})

test.each(['a/b.s', 'a/b.h'])('the whole module where %s includes a file of another folder', async path => {
  const root = await makeTree({...MODULE, [path]: '  #  include "../include/asm.h"\n'})
  const files = await filesBelow(root)
  expect(files).toHaveLength(11)
  expect(await neededFiles(root, {packages: ['a'], files})).toEqual(files)
})
