import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals'
import {formatChecks} from '../../src/cli/doctor.ts'
import {checkCacheFolder, checkNode, checkTools, type Machine} from '../../src/cli/doctor-checks.ts'
import {checkGo} from '../../src/cli/doctor-go.ts'
import {type Exec, nodeExec} from '../../src/lib/exec.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'
import {cli} from './session.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'))
})
afterAll(() => rm(folder, {recursive: true, force: true}))

function machine(more: Partial<Machine> = {}): Machine {
  const exec: Exec = async () => ({exitCode: 0, stdout: 'fine 1.0\nmore', stderr: ''})
  return {env: {}, cwd: folder, signal: new AbortController().signal, nodeVersion: 'v24.1.0', exec, ...more}
}
const absent: Exec = async () => {
  throw Object.assign(new Error('spawn ENOENT'), {code: 'ENOENT'})
}
const broken: Exec = async () => ({exitCode: 1, stdout: '', stderr: 'Cannot connect to the daemon\nmore'})

test.each([
  ['v20.15.0', 'ok'],
  ['v24.1.0', 'ok'],
  ['v20.14.9', 'fail'],
  ['v18.20.0', 'fail'],
])('node %s is %s', (nodeVersion, state) => expect(checkNode(machine({nodeVersion})).state).toBe(state))

describe('programs', () => {
  const states = async (exec: Exec) =>
    Object.fromEntries((await checkTools(machine({exec}))).map(({name, state}) => [name, state]))

  test('that are there show their version', async () => {
    expect((await checkTools(machine()))[0]).toEqual({name: 'git', state: 'ok', found: 'fine 1.0'})
  })
  test('that are not there matter as much as they are needed', async () => {
    expect(await states(absent)).toEqual({git: 'warn', docker: 'ok', podman: 'ok', buildx: 'ok'})
  })
  test('that do not work say why', async () => {
    expect(await states(broken)).toEqual({git: 'warn', docker: 'warn', podman: 'warn', buildx: 'warn'})
    expect((await checkTools(machine({exec: broken})))[1]).toMatchObject({
      found: 'Cannot connect to the daemon',
      fix: 'start Docker to use --load',
    })
  })
})

describe('go', () => {
  test('that is here, and what asks for another one', async () => {
    const go = (files: Readonly<Record<string, string>>) =>
      inTemporaryFolder(async cwd => {
        writeFiles(cwd, files)
        return checkGo(machine({cwd, exec: nodeExec, env: {...process.env, GOTOOLCHAIN: 'auto'}}))
      })
    const here = await go({'go.mod': 'module example.com/x\n\ngo 1.21\n'})
    expect(here).toEqual({name: 'go', state: 'ok', found: expect.stringMatching(/^Go 1\.\d+/)})
    const newer = await go({'go.mod': 'module example.com/x\n\ngo 1.99.1\n'})
    expect(newer).toMatchObject({state: 'ok', found: expect.stringMatching(/1\.99\.1, which has to be fetched/)})
    const wrong = await go({'go.mod': 'module example.com/x\n\ngo one\n'})
    expect(wrong).toMatchObject({state: 'fail', found: expect.stringContaining('go.mod')})
  })

  test('that is not here is fetched', async () => {
    expect(await checkGo(machine({exec: absent}))).toMatchObject({name: 'go', state: 'ok'})
  })
})

test('the cache folder is made and can be written', async () => {
  const checks = await checkCacheFolder(machine({env: {GO_CONTAINERIZE_CACHE: join(folder, 'new', 'cache')}}))
  expect(checks.map(({name}) => name)).toEqual(['cache', 'disk'])
  expect(checks[0]?.state).toBe('ok')
})

test('a cache folder that can not be made fails with the fix', async () => {
  await writeFile(join(folder, 'file'), '')
  const checks = await checkCacheFolder(machine({env: {GO_CONTAINERIZE_CACHE: join(folder, 'file', 'cache')}}))
  expect(checks).toEqual([
    {name: 'cache', state: 'fail', found: expect.stringContaining('ENOTDIR'), fix: expect.any(String)},
  ])
})

test('checks are aligned, each fix under its check', () => {
  const text = formatChecks([
    {name: 'go', state: 'ok', found: 'go1.26'},
    {name: 'docker', state: 'warn', found: 'no daemon', fix: 'start it'},
  ])
  expect(text.split('\n')).toEqual(['ok    go      go1.26', 'warn  docker  no daemon', '              fix: start it'])
})

test('a repository that is none is told before anything is looked at', async () => {
  const {exitCode, stdout, stderr} = await cli(['doctor', 'Not One'])
  expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
  expect(stderr).toContain('"Not One" is no reference')
})

test('with --json what is missing and that it is come in one document', async () => {
  const {exitCode, stdout, stderr} = await inTemporaryFolder(async cwd => {
    writeFiles(cwd, {'go.mod': 'module example.com/x\n\ngo one\n'})
    return cli(['doctor', '--json'], {cwd, env: {...process.env, GO_CONTAINERIZE_CACHE: join(folder, 'doctor')}})
  })
  expect(exitCode).toBe(1)
  expect(stderr).toContain('this machine is not ready: go')
  expect(JSON.parse(stdout)).toEqual({
    checks: expect.arrayContaining([expect.objectContaining({name: 'go', state: 'fail'})]),
    error: {message: 'this machine is not ready: go', hint: 'each of them says how to fix it'},
  })
})
