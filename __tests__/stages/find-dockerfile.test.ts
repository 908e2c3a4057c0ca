import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {parseRequest, type RawInputs} from '../../src/request/index.ts'
import {findDockerfile} from '../../src/stages/dockerfile/find.ts'
import {writeFiles} from '../helpers/workspace.ts'

let dir: string

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'find-dockerfile-'))
  mkdirSync(join(dir, '.git'))
  writeFiles(dir, {'build/Dockerfile': 'FROM scratch\n', Dockerfile: 'FROM scratch AS root\n'})
})

afterAll(() => rmSync(dir, {recursive: true, force: true}))

async function find(values: RawInputs['values']) {
  const {request, problems} = parseRequest({door: 'cli', values}, {dir, cwd: dir, warn: () => {}})
  expect(problems).toEqual([])
  return findDockerfile({request})
}

test('the one that is named, else the one of the folder', async () => {
  expect((await find({file: ['build/Dockerfile']})).found).toMatchObject({name: 'build/Dockerfile', context: dir})
  expect((await find({})).found).toMatchObject({name: 'Dockerfile'})
})

test.each([
  {file: '.', says: /: this is a folder$/, hint: /name the Dockerfile in it: .*Dockerfile; "context" is/},
  {file: 'nope/Dockerfile', says: /nope.Dockerfile: there is no such file$/, hint: /relative to the current folder/},
])('$file is no Dockerfile', async ({file, says, hint}) => {
  expect(await find({file: [file]})).toEqual({
    found: undefined,
    problems: [{subject: 'file', message: expect.stringMatching(says), hint: expect.stringMatching(hint)}],
  })
})

test('further contexts: a folder that is not there; what is fetched is BuildKit’s to find', async () => {
  const fetched = [
    'b=docker-image://alpine',
    'c=https://example.test/x.git',
    'd=github.com/acme/d',
    'e=git@x.test:e.git',
  ]
  const {found, problems} = await find({'build-contexts': ['a=build', ...fetched]})
  expect({name: found?.name, problems}).toEqual({name: 'Dockerfile', problems: []})
  const wrong = await find({'build-contexts': ['a=build', 'f=nope', 'g=build/Dockerfile', ...fetched]})
  const problem = (path: string) => {
    const message = `${join(dir, path)}: there is no such folder`
    return {subject: 'build-contexts', message, hint: expect.stringContaining('relative')}
  }
  expect(wrong).toEqual({found: undefined, problems: [problem('nope'), problem('build/Dockerfile')]})
})
