import {mkdtemp, readdir, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {writeFiles} from '../helpers/workspace.ts'
import {cli} from './session.ts'

let dir: string
const env = {PATH: process.env.PATH, HOME: process.env.HOME}
const MAIN = 'package main\n\nfunc main() {}\n'

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cli-build-'))
})
afterEach(() => rm(dir, {recursive: true, force: true}))

async function mistakes(args: readonly string[]): Promise<readonly string[]> {
  const {exitCode, stdout, stderr} = await cli(args, {env: {...env, GO_CONTAINERIZE_CACHE: join(dir, 'cache')}})
  expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
  return stderr.match(/(?:--[a-z-]+|working-directory): [^\n]*/g) ?? []
}

test('mistakes that show on reading, in the work tree and with this Go are told together', async () => {
  writeFiles(join(dir, 'app'), {'go.mod': 'module example.com/app\n\ngo 1.24\n', 'a/main.go': MAIN, 'b/main.go': MAIN})
  const args = ['build', join(dir, 'app'), '--tag', 'a b', '--platform', 'windows/amd64,linux/foo']
  expect(await mistakes(args)).toEqual([
    expect.stringContaining('--platforms: "windows/amd64"'),
    expect.stringContaining('--tags: "a b"'),
    expect.stringContaining('--platforms: linux/foo'),
    expect.stringContaining('--main: there are 2 main packages'),
  ])
  expect(await readdir(join(dir, 'app'))).toEqual(['a', 'b', 'go.mod'])
})

test('what was given and wrong is not missed a second time', async () => {
  writeFiles(join(dir, 'app'), {'go.mod': 'module example.com/app\n\ngo 1.24\n', 'a/main.go': MAIN, 'b/main.go': MAIN})
  const args = ['build', join(dir, 'app'), '--push', '--image', 'r.io/a b', '--main=-x']
  expect(await mistakes(args)).toEqual([
    expect.stringContaining('--image: "r.io/a b"'),
    expect.stringContaining('--main: "-x"'),
  ])
})

test('a folder that is not there is told with the others', async () => {
  expect(await mistakes(['build', join(dir, 'nowhere'), '--tag', 'a b'])).toEqual([
    expect.stringContaining('--tags: "a b"'),
    expect.stringContaining('working-directory: '),
  ])
})
