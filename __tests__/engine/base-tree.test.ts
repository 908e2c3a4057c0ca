import {describe, expect, test} from '@jest/globals'
import {joinLayers, type LayerEntry, type LayerIndex} from '../../src/engine/embedded/base-tree.ts'

const folder = (path: string, mode = 0o755, uid = 0, gid = 0): LayerEntry => ({kind: 'folder', path, mode, uid, gid})
const link = (path: string, target: string): LayerEntry => ({kind: 'link', path, target})
const file = (path: string): LayerEntry => ({kind: 'file', path})

function layer(entries: readonly LayerEntry[], whiteouts: readonly string[] = [], opaque: readonly string[] = []) {
  return {entries, whiteouts, opaque} satisfies LayerIndex
}

/** As Debian has it: /lib and /var/run are links. */
const DEBIAN = layer([
  folder('usr'),
  folder('usr/lib'),
  link('lib', 'usr/lib'),
  folder('run'),
  folder('var'),
  link('var/run', '/run'),
  folder('srv', 0o2750, 7, 8),
  link('data', 'srv/./data'),
  link('up', 'usr/lib/../../srv'),
  link('out', '../../srv'),
  link('loop', 'loop2/x'),
  link('loop2', 'loop'),
  file('etc/motd'),
])

test.each([
  {path: '/app/hello', real: '/app/hello', missing: ['/app']},
  {path: '/hello', real: '/hello', missing: []},
  {path: '/lib/hello', real: '/usr/lib/hello', missing: []},
  {path: '/lib/a/b/hello', real: '/usr/lib/a/b/hello', missing: ['/usr/lib/a', '/usr/lib/a/b']},
  {path: '/var/run/ko/x', real: '/run/ko/x', missing: ['/run/ko']},
  {path: '/data/x', real: '/srv/data/x', missing: ['/srv/data']},
  {path: '/up/x', real: '/srv/x', missing: []},
  {path: '/out/x', real: '/srv/x', missing: []},
  {path: '/app/../lib/./x', real: '/usr/lib/x', missing: []},
  {path: '/lib', real: '/lib', missing: []},
])('$path is put at $real', ({path, real, missing}) => {
  const found = joinLayers([DEBIAN], 'debian').locate(path)
  expect({path: found.path, missing: found.missing}).toEqual({path: real, missing})
})

test('existing parents come with their mode and owner', () => {
  expect(joinLayers([DEBIAN], 'debian').locate('/up/x/y').existing).toEqual([
    {path: '/srv', mode: 0o2750, uid: 7, gid: 8},
  ])
})

test.each([
  {path: '/loop/x', message: 'links lead in a circle'},
  {path: '/etc/motd/x', message: "can't be put below /etc/motd: that is a file in the base debian"},
  {path: '/', message: 'needs a name'},
])('$path is refused', ({path, message}) => {
  expect(() => joinLayers([DEBIAN], 'debian').locate(path)).toThrow(message)
})

describe('layers above', () => {
  test.each([
    {case: 'a whiteout deletes a link', layers: [layer([], ['lib'])], path: '/lib/x', real: '/lib/x'},
    {case: 'deleted and made again', layers: [layer([folder('lib')], ['lib'])], path: '/lib/x', real: '/lib/x'},
    {case: 'a whiteout of another file', layers: [layer([], ['usr/lib/y'])], path: '/lib/x', real: '/usr/lib/x'},
    {case: 'an opaque folder hides links', layers: [layer([], [], ['var'])], path: '/var/run/x', real: '/var/run/x'},
    {case: 'the whole root is opaque', layers: [layer([], [], ['.'])], path: '/lib/x', real: '/lib/x'},
    {case: 'a folder replaces a link', layers: [layer([folder('lib')])], path: '/lib/x', real: '/lib/x'},
    {case: 'an entry below a link replaces it', layers: [layer([file('lib/y.so')])], path: '/lib/x', real: '/lib/x'},
    {case: 'a link replaces a folder', layers: [layer([link('usr', 'srv')])], path: '/lib/x', real: '/srv/lib/x'},
    {
      case: 'opaque spares what its own layer adds',
      layers: [layer([folder('var'), link('var/run', '/srv')], [], ['var'])],
      path: '/var/run/x',
      real: '/srv/x',
    },
    {
      case: 'a folder stated again keeps its content',
      layers: [layer([folder('var', 0o700)])],
      path: '/var/run/x',
      real: '/run/x',
    },
  ])('$case', ({layers, path, real}) => {
    expect(joinLayers([DEBIAN, ...layers], 'debian').locate(path).path).toBe(real)
  })
})

test('a loader is found through links, a library in whatever folder', () => {
  const files = joinLayers(
    [DEBIAN, layer([link('lib64', 'usr/lib'), link('usr/lib/ld.so.2', 'ld-2.36.so'), file('usr/lib/ld-2.36.so')])],
    'debian',
  )
  // `lib64` and `lib` are the same folder; `lib` must survive the entries beside it.
  expect(files.has('/lib64/ld.so.2')).toBe(true)
  expect(files.has('/lib/ld.so.2')).toBe(true)
  expect(files.has('/lib/ld.so.3')).toBe(false)
  expect(files.has('/loop')).toBe(false)
  expect(files.hasLibrary('ld-2.36.so')).toBe(true)
  expect(files.hasLibrary('libc.so.6')).toBe(false)
})
