import {symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {discoverMains, goFacts, goTool} from '../../src/go/index.ts'
import {nodeExec} from '../../src/lib/exec.ts'
import {goMod, makeTree, program, removeTrees} from '../helpers/modules.ts'
import {offlineGo} from './support.ts'

afterEach(removeTrees)

/** `importPath name` of each main, or the messages. */
async function discover(dir: string, patterns: readonly string[] = [], go = offlineGo()): Promise<readonly string[]> {
  const facts = await goFacts({go, dir})
  const choice = await discoverMains({go, facts, dir, patterns, flags: []})
  return 'mains' in choice
    ? choice.mains.map(({importPath, name}) => `${importPath} ${name}`)
    : choice.problems.map(problem => problem.message)
}

const library = 'package lib\n'

describe('one module', () => {
  const tree = () =>
    makeTree({
      'go.mod': goMod('example.com/app'),
      'lib/lib.go': library,
      'cmd/api/main.go': program(),
      'cmd/worker/v2/main.go': program(),
      'b/api/main.go': program(),
      'testdata/x/main.go': program(),
      'vendor/example.com/y/main.go': program(),
      'vendor/modules.txt': '',
    })

  test.each([
    [['./cmd/...'], ['example.com/app/cmd/api api', 'example.com/app/cmd/worker/v2 worker']],
    [['./cmd/api'], ['example.com/app/cmd/api api']],
    [['cmd/api'], ['example.com/app/cmd/api api']],
    [['cmd/api/'], ['example.com/app/cmd/api api']],
    [['example.com/app/cmd/api'], ['example.com/app/cmd/api api']],
    [
      ['example.com/app/cmd/...', './cmd/api'],
      ['example.com/app/cmd/api api', 'example.com/app/cmd/worker/v2 worker'],
    ],
    [
      ['./cmd/api', 'admin=./b/api'],
      ['example.com/app/cmd/api api', 'example.com/app/b/api admin'],
    ],
    [['./cmd/api', './b/api'], ['2 programs would be called api:\n  ./cmd/api\n  ./b/api']],
    [['x=./cmd/...'], [expect.stringContaining('gives one name to 2 main packages')]],
    [['./lib'], ['./lib is no main package but a library (package lib)']],
    [['./lib/...'], ['./lib/... matches no main package, only libraries (lib)']],
    [['./nope'], ['./nope matches no package: there is no such folder']],
    [['./nope/...'], ['./nope/... matches no package: there is no such folder']],
    [['example.com/other'], [expect.stringContaining('example.com/other matches no package')]],
    [['--help'], [expect.stringContaining('--help matches no package')]],
    [['cmd/api/main.go'], [expect.stringContaining('not a file')]],
  ])('main: %j', async (patterns, want) => expect(await discover(await tree(), patterns)).toEqual(want))

  test('a program at the root is known without the list of all others', async () => {
    const dir = await makeTree({'go.mod': goMod('example.com/app'), 'main.go': program(), 'cmd/x/main.go': program()})
    const go = offlineGo()
    const lists: string[] = []
    const noting: typeof go = (args, options) => {
      if (args[0] === 'list') lists.push(args.at(-1) ?? '')
      return go(args, options)
    }
    expect(await discover(dir, [], noting)).toEqual(['example.com/app app'])
    expect(lists).toEqual(['.'])
  })

  test('an absolute folder is a folder', async () => {
    const dir = await tree()
    expect(await discover(dir, [join(dir, 'cmd/api')])).toEqual(['example.com/app/cmd/api api'])
  })

  test('a folder of the module may be the one that was asked for', async () => {
    const dir = join(await tree(), 'cmd')
    expect(await discover(dir, ['./api'])).toEqual(['example.com/app/cmd/api api'])
    expect(await discover(dir, ['../b/api'])).toEqual(['example.com/app/b/api api'])
  })

  test('needs no module that the sources import', async () => {
    const dir = await makeTree({
      'go.mod': goMod('example.com/app', 'require example.com/absent v1.2.3\n'),
      'main.go': 'package main\n\nimport _ "example.com/absent"\n\nfunc main() {}\n',
    })
    const go = offlineGo({GOMODCACHE: join(dir, '.none')})
    expect(await discover(dir, [], go)).toEqual(['example.com/app app'])
  })
})

describe('several modules', () => {
  const modules = {
    'a/go.mod': goMod('example.com/a'),
    'a/cmd/x/main.go': program(),
    'b/go.mod': goMod('example.com/b'),
    'b/main.go': program(),
    'b/cmd/y/main.go': program(),
  }
  const workspace = {...modules, 'go.work': 'go 1.21\n\nuse (\n\t./a\n\t./b\n)\n'}
  const all = ['example.com/a/cmd/x x', 'example.com/b b', 'example.com/b/cmd/y y']

  test.each([
    ['a work file', workspace],
    ['nothing', modules],
  ])('joined by %s', async (_, files) => {
    const dir = await makeTree(files)
    expect(await discover(dir, ['./...'])).toEqual(all)
    expect(await discover(dir, ['./b/...'])).toEqual(all.slice(1))
    expect(await discover(dir, ['b', 'a/cmd/x'])).toEqual([all[1], all[0]])
    expect(await discover(dir, ['example.com/b/cmd/y'])).toEqual([all[2]])
    expect(await discover(dir)).toEqual([expect.stringContaining('3 main packages')])
    expect(await discover(join(dir, 'a'))).toEqual([all[0]])
  })

  test('an example of the module around it does not hide a program in a nested one', async () => {
    const dir = await makeTree({
      'go.mod': goMod('example.com/app'),
      'examples/demo/main.go': program(),
      'sub/go.mod': goMod('example.com/app/sub'),
      'sub/cmd/x/main.go': program(),
    })
    expect(await discover(dir)).toEqual(['example.com/app/sub/cmd/x x'])
  })

  test('a program in a nested module counts where the module around it has none', async () => {
    const files = {'go.mod': goMod('example.com/lib'), 'lib.go': library, 'server/go.mod': goMod('example.com/server')}
    const dir = await makeTree({...files, 'server/main.go': program()})
    expect(await discover(dir)).toEqual(['example.com/server server'])
    expect(await discover(dir, ['./server'])).toEqual(['example.com/server server'])
  })

  test('a module outside the work file is found, and marked', async () => {
    const dir = await makeTree({...workspace, 'c/go.mod': goMod('example.com/c'), 'c/main.go': program()})
    const go = offlineGo()
    const facts = await goFacts({go, dir: join(dir, 'c')})
    const choice = await discoverMains({go, facts, dir: join(dir, 'c'), patterns: [], flags: []})
    expect(choice).toMatchObject({mains: [{importPath: 'example.com/c', outsideWorkFile: true}]})
    expect(await discover(dir, ['./c'])).toEqual(['example.com/c c'])
  })

  test('modules in examples never win', async () => {
    const files = {'examples/a/go.mod': goMod('example.com/x'), 'examples/a/main.go': program()}
    const dir = await makeTree({'go.mod': goMod('example.com/lib'), 'lib.go': library, ...files})
    expect(await discover(dir)).toEqual([expect.stringContaining('the only main packages are examples')])
  })
})

test('a folder without any module', async () => {
  const dir = await makeTree({'main.go': program()})
  expect(await discover(dir)).toEqual([expect.stringContaining('is no Go module')])
})

test('a folder that is reached through a link', async () => {
  const dir = await makeTree({'go.mod': goMod('example.com/app'), 'cmd/api/main.go': program()})
  const link = join(await makeTree({}), 'link')
  await symlink(dir, link)
  expect(await discover(link)).toEqual(['example.com/app/cmd/api api'])
  expect(await discover(link, ['./cmd/api'])).toEqual(['example.com/app/cmd/api api'])
})

test('a vendor folder that go.mod has left behind', async () => {
  const dir = await makeTree({
    'go.mod': goMod('example.com/app', 'require example.com/dep v1.0.0\n'),
    'main.go': program(),
    'vendor/modules.txt': '',
  })
  await expect(discover(dir)).rejects.toMatchObject({hint: expect.stringContaining('go mod vendor')})
})

test('build tags decide what is a package', async () => {
  const dir = await makeTree({'go.mod': goMod('example.com/app'), 'main.go': `//go:build prod\n\n${program()}`})
  const go = offlineGo()
  const facts = await goFacts({go, dir})
  const options = {go, facts, dir, patterns: []}
  expect(await discoverMains({...options, flags: []})).toHaveProperty('problems')
  expect(await discoverMains({...options, flags: ['-tags=prod']})).toHaveProperty('mains')
})

describe('a Go that can not be worked with', () => {
  const exec = nodeExec

  test('none at all', async () => {
    const go = goTool({exec, env: {PATH: '/nonexistent'}})
    await expect(goFacts({go, dir: process.cwd()})).rejects.toMatchObject({
      message: expect.stringContaining('Go was not found'),
      hint: expect.stringContaining('install Go'),
    })
  })

  test.each([
    {dir: '/nonexistent/folder', says: 'there is no such folder'},
    {dir: join(process.cwd(), 'package.json'), says: 'is not a folder'},
    {dir: join(process.cwd(), 'package.json', 'below'), says: 'there is no such folder'},
  ])('$dir $says', async ({dir, says}) => {
    await expect(goFacts({go: offlineGo(), dir})).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`^cannot run go there: .*${says}`)),
      hint: expect.stringContaining('TMPDIR'),
    })
  })

  test('too old', async () => {
    const go = async () => ({exitCode: 0, stdout: '{"GOVERSION": "go1.18.10"}', stderr: ''})
    await expect(goFacts({go, dir: '/'})).rejects.toThrow('Go 1.21 or later is needed')
  })

  test('older than the module wants', async () => {
    const dir = await makeTree({'go.mod': 'module example.com/app\n\ngo 1.999\n', 'main.go': program()})
    await expect(discover(dir)).rejects.toMatchObject({hint: expect.stringContaining('install Go 1.999')})
  })
})
