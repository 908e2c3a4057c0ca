import {createHash} from 'node:crypto'
import {join} from 'node:path'
import {afterAll, expect, test} from '@jest/globals'
import {findPrograms} from '../../../src/engine/buildkit/programs.ts'
import {openLayout, parseManifest} from '../../../src/oci/index.ts'
import {type TestLayer, TestLayout} from '../../helpers/layouts.ts'
import {AMD64, temporaryFolder} from './building.ts'

const temp = temporaryFolder()
afterAll(() => temp.remove())
let count = 0

const program = (name: string, content: string) => ({
  main: {importPath: `example.com/${name}`},
  sha256: createHash('sha256').update(content).digest('hex'),
  size: content.length,
})

/** Paths by import path, and how many layers were read for it. */
async function places(layers: readonly TestLayer[], contents: Readonly<Record<string, string>>, own = 0) {
  const layout = new TestLayout(join(temp.path, `layout-${count++}`))
  const entry = await layout.manifest({platform: AMD64, layers})
  layout.name(entry)
  const opened = await openLayout(layout.path)
  const manifest = parseManifest(await opened.read(entry), entry.mediaType, '')
  let read = 0
  const blobs = {
    open: (blob: typeof entry) => {
      read++
      return opened.open(blob)
    },
  }
  const made = Object.entries(contents).map(([name, content]) => program(name, content))
  const found = await findPrograms(blobs, manifest.layers, made, own)
  return {found: found.map(({main, destination}) => `${main.importPath} ${destination}`), read}
}

const A = {a: 'program a'}

test.each([
  {
    name: 'at its path',
    layers: [{'app/': {folder: {}}, 'app/a': 'program a'}],
    made: A,
    found: ['example.com/a /app/a'],
  },
  {name: 'not another file of its size', layers: [{'app/b': 'program b'}], made: A, found: []},
  {
    name: 'at all its paths',
    layers: [{a: 'program a', b: 'program a'}],
    made: A,
    found: ['example.com/a /a', 'example.com/a /b'],
  },
  {name: 'below other layers', layers: [{a: 'program a'}, {b: 'b'}], made: A, found: ['example.com/a /a']},
  {name: 'not where it was written over', layers: [{a: 'program a'}, {a: 'another'}], made: A, found: []},
  {name: 'not where it was deleted', layers: [{'x/a': 'program a'}, {'x/.wh.a': ''}], made: A, found: []},
  {name: 'not in a deleted folder', layers: [{'x/y/a': 'program a'}, {'.wh.x': ''}], made: A, found: []},
  {
    name: 'not in a folder that was emptied',
    layers: [{'x/y/a': 'program a'}, {'x/.wh..wh..opq': ''}],
    made: A,
    found: [],
  },
  {
    name: 'in a folder made anew',
    layers: [{'x/b': 'b'}, {'x/.wh..wh..opq': '', 'x/a': 'program a'}],
    made: A,
    found: ['example.com/a /x/a'],
  },
])('a program is found $name', async ({layers, made, found}) => {
  expect((await places(layers, made)).found).toEqual(found)
})

test('the base is not read once all are found', async () => {
  const layers = [{base: 'large'}, {a: 'program a'}, {b: 'program b'}]
  const {found, read} = await places(layers, {a: 'program a', b: 'program b'})
  expect({found: [...found].sort(), read}).toEqual({found: ['example.com/a /a', 'example.com/b /b'], read: 2})
})

test('all layers of the Dockerfile are read: one may have the program once more', async () => {
  const layers = [{base: 'large'}, {a: 'program a', c: 'program a'}, {b: 'program a', c: 'other'}]
  const {found, read} = await places(layers, A, 2)
  expect({found: [...found].sort(), read}).toEqual({found: ['example.com/a /a', 'example.com/a /b'], read: 2})
})

test('nothing made, nothing read', async () => {
  expect(await places([{a: 'program a'}], {}, 1)).toEqual({found: [], read: 0})
})
