import {execFileSync} from 'node:child_process'
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {output, REPOSITORY, runCli, start} from '../helpers/bundle.ts'
import {node24} from '../helpers/node24.ts'

// The committed bundle, far from any node_modules: what a user has after a clone.
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  cpSync(join(REPOSITORY, 'dist'), join(folder, 'dist'), {recursive: true})
  cpSync(join(REPOSITORY, 'package.json'), join(folder, 'package.json'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const {version} = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))
const NODES = [
  {major: process.version.split('.')[0], node: process.execPath},
  {major: 'v24', node: node24()},
]

describe.each(NODES)('under Node $major', ({major, node}) => {
  const run = (...args: string[]) => start(node, [join(folder, 'dist', 'cli.js'), ...args], {cwd: folder}).finished

  test('is the Node that was meant', async () => expect(await output(node, ['--version'])).toContain(`${major}.`))

  test('tells its version', async () => {
    expect(await run('--version')).toEqual({exitCode: 0, stdout: `${version}\n`, stderr: ''})
  })

  test('helps', async () => {
    const {exitCode, stdout} = await run('build', '--help')
    expect({exitCode, usage: stdout.split('\n')[0]}).toEqual({
      exitCode: 0,
      usage: 'Usage: go-containerize build [options] [DIR]',
    })
  })

  test('refuses a wrong request with 2, on standard error and as a document', async () => {
    const {exitCode, stdout, stderr} = await run('build', '--json', '--platform', 'windows/amd64')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--platforms: "windows/amd64" is not linux')
    expect(JSON.parse(stdout).error.problems[0]).toMatchObject({subject: '--platforms'})
  })

  test('looks at the machine, which loads most of the bundle', async () => {
    const {stdout} = await run('doctor', '--json')
    expect(JSON.parse(stdout).checks[0]).toMatchObject({name: 'node', state: 'ok', found: expect.stringMatching(/^v/)})
  })
})

test('dist/cli.js is a program of its own', async () => {
  expect(await output(join(folder, 'dist', 'cli.js'), ['--version'])).toBe(`${version}\n`)
})

test('a reader that leaves early is no crash', () => {
  const script = 'set -o pipefail; "$0" "$1" build --help | true; echo "$?"'
  const said = execFileSync('bash', ['-c', script, process.execPath, join(folder, 'dist', 'cli.js')], {
    encoding: 'utf8',
  })
  expect(said).toBe('0\n')
})

test('neither version nor help loads what a build needs', async () => {
  const loaded = await runCli(['--version'], {env: {NODE_DEBUG: 'esm'}})
  expect(loaded.stderr).toContain('cli.js')
  expect(loaded.stderr).not.toMatch(/pipeline-|undici|main\.js/)
})
