import {afterEach, describe, expect, test} from '@jest/globals'
import {folderOf, neededFiles} from '../../src/ci-cache/source-files.ts'
import {filesBelow, readSources} from '../../src/ci-cache/source-tree.ts'
import {makeTree, removeTrees} from '../helpers/modules.ts'

afterEach(removeTrees)

const MODULE = {
  'go.mod': 'module example.com/lib\n',
  'lib.go': 'package lib\n',
  'lib_test.go': 'package lib\n',
  'a/a.go': 'package a\n',
  'a/a_windows.go': 'package a\n',
  'a/a.s': '#include "textflag.h"\n\tNOP\n',
  'a/deep/deep.go': 'package deep\n',
  'a/testdata/x': 'x',
  'ab/ab.go': 'package ab\n',
  LICENSE: 'free',
}
type Files = Readonly<Record<string, string>>

async function needed(packages: readonly string[], more: Files = {}): Promise<readonly string[]> {
  const root = await makeTree({...MODULE, ...more})
  const all = await filesBelow(root)
  const read = await readSources(root, all)
  const found = neededFiles(packages, {all, read})
  // What is saved must be whole to whoever looks only at what was saved.
  const again = neededFiles(found.map(folderOf), {
    all,
    read: new Map([...read].filter(([path]) => found.includes(path))),
  })
  expect([...again].sort()).toEqual([...found].sort())
  return found
}

test.each<{name: string; packages: readonly string[]; more?: Files; expected: readonly string[]}>([
  {name: 'a folder, for any platform', packages: ['a'], expected: ['a/a.go', 'a/a.s', 'a/a_windows.go']},
  {name: 'the module’s own folder', packages: [''], expected: ['LICENSE', 'go.mod', 'lib.go']},
  {name: 'several', packages: ['ab', 'a/deep'], expected: ['a/deep/deep.go', 'ab/ab.go']},
  {name: 'none', packages: [], expected: []},
  {
    name: 'all below a folder that embeds files, tests and others’ folders too',
    packages: ['a'],
    more: {
      'a/embed.go': 'package a\n\nimport _ "embed"\n\n  //go:embed testdata\nvar Data string\n',
      'a/x_test.go': 'package a\n',
    },
    expected: ['a/a.go', 'a/a.s', 'a/a_windows.go', 'a/deep/deep.go', 'a/embed.go', 'a/testdata/x', 'a/x_test.go'],
  },
  {
    name: 'no more for an embed in another package',
    packages: ['ab'],
    more: {'a/embed.go': 'package a\n\n//go:embed testdata\n'},
    expected: ['ab/ab.go'],
  },
  {
    name: 'no more for an include where nothing is assembled',
    packages: ['ab'],
    more: {'ab/ab.h': '#include "../include/c.h"\n'},
    expected: ['ab/ab.go', 'ab/ab.h'],
  },
])('$name', async ({packages, more, expected}) => {
  expect(await needed(packages, more)).toEqual(expected)
})

describe('the whole module, where assembly may include a file of another folder', () => {
  test.each<Files>([
    {'a/b.s': '  #  include "../include/asm.h"\n'},
    {'a/b.h': '#include <../include/asm.h>\n'},
    {'a/b.s': '#include"../include/asm.h"\n'},
    {'a/b.s': '#include "b.inc"\n', 'a/b.inc': '#include "../include/asm.h"\n'},
    {'a/b.s': '/* x */ #include "../include/asm.h"\n'},
    {'a/b.s': '#include /* x */ "../include/asm.h"\n'},
    {'a/b.s': '#\\\ninclude "../include/asm.h"\n'},
    {'a/b.s': '#include "..\\x2finclude\\x2fasm.h"\n'},
    {'ab/e.go': 'package ab\n\n//go:embed deep\n', 'ab/deep/b.s': '#include "../x/y.h"\n'},
  ])('%j', async more => {
    expect(await needed(['a', 'ab'], more)).toHaveLength(Object.keys({...MODULE, ...more}).length)
  })
})
