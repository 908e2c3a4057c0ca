import {describe, expect, test} from '@jest/globals'
import {chooseMain} from '../../src/go/index.ts'
import {executableName} from '../../src/go/names.ts'
import type {MainPackage} from '../../src/go/types.ts'

test.each([
  ['example.com/app', 'app'],
  ['example.com/app/v2', 'app'],
  ['example.com/app/v1', 'v1'],
  ['example.com/app/v0', 'v0'],
  ['example.com/app/v02', 'v02'],
  ['example.com/app/v12', 'app'],
  ['example.com/app/cmd/api', 'api'],
  ['example.com/app/cmd/api/v3', 'api'],
  ['gopkg.in/app.v2', 'app.v2'],
  ['v2', 'v2'],
  ['app', 'app'],
])('the program of %s is %s', (importPath, want) => expect(executableName(importPath)).toBe(want))

/** A main at a path below /src; the module's folder in front of a colon. */
function mainAt(path: string, modulePath = 'example.com/app'): MainPackage {
  const [module, below] = path.includes(':') ? path.split(':') : ['', path]
  const moduleDir = module ? `/src/${module}` : '/src'
  const importPath = [modulePath, below].filter(Boolean).join('/')
  const dir = below ? `${moduleDir}/${below}` : moduleDir
  return {importPath, dir, name: executableName(importPath), modulePath, moduleDir}
}

function choose(mains: readonly MainPackage[], dir = '/src') {
  const choice = chooseMain(dir, mains)
  return 'mains' in choice ? choice.mains.map(main => main.importPath) : choice.problems.map(problem => problem.message)
}

describe('chooseMain', () => {
  test.each([
    {paths: ['', 'cmd/api'], want: ''},
    {paths: ['cmd/app', 'cmd/api', 'server'], want: 'cmd/app'},
    {paths: ['cmd/api', 'server'], want: 'cmd/api'},
    {paths: ['cmd/api/server', 'server'], want: 'cmd/api/server'},
    {paths: ['server'], want: 'server'},
    {paths: ['server', 'examples/a', 'tools/gen', 'hack/x', 'internal/tools/y', 'test/e2e'], want: 'server'},
    {paths: ['cmd/api', 'cmd/api/examples/x'], want: 'cmd/api'},
    {paths: ['cmd/tool'], want: 'cmd/tool'}, // a program's name, no folder of tools
  ])('of $paths it is "$want"', ({paths, want}) => {
    expect(choose(paths.map(path => mainAt(path)))).toEqual([mainAt(want).importPath])
  })

  test('knows a module by its name without /vN', () => {
    const mains = ['cmd/app', 'cmd/api'].map(path => mainAt(path, 'example.com/app/v2'))
    expect(choose(mains)).toEqual(['example.com/app/v2/cmd/app'])
  })

  test('looks for cmd below the folder that was asked for', () => {
    const mains = ['svc/cmd/svc', 'svc/cmd/other'].map(path => mainAt(path))
    expect(choose(mains, '/src/svc')).toEqual(['example.com/app/svc/cmd/svc'])
  })

  test('takes an example when its own folder was asked for', () => {
    expect(choose([mainAt('examples/hello')], '/src/examples/hello')).toEqual(['example.com/app/examples/hello'])
  })

  test('does not prefer one of two modules for having a folder cmd', () => {
    const mains = [mainAt('a:cmd/x', 'example.com/a'), mainAt('b:', 'example.com/b')]
    expect(choose(mains)).toEqual(['there are 2 main packages and no rule that picks one:\n  ./a/cmd/x\n  ./b'])
  })

  test.each([
    {paths: ['cmd/api', 'cmd/worker'], want: /2 main packages[\s\S]*\.\/cmd\/api\n {2}\.\/cmd\/worker/},
    {paths: ['examples/a'], want: /only main packages are examples[\s\S]*\.\/examples\/a/},
    {paths: [], want: /no main package below \/src/},
    {paths: Array.from({length: 30}, (_, n) => `cmd/p${n}`), want: /30 main packages[\s\S]*and 10 more/},
  ])('gives no choice for $paths', ({paths, want}) => {
    expect(choose(paths.map(path => mainAt(path)))).toEqual([expect.stringMatching(want)])
  })
})
