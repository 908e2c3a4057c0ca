import {execFileSync} from 'node:child_process'
import {mkdtemp, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {type Exec, nodeExec} from '../../src/lib/exec.ts'
import {readTrigger} from '../../src/trigger/index.ts'

let dir: string
const env = {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'}
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {cwd: dir, env, stdio: 'pipe'})
    .toString()
    .trim()

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trigger-'))
})
afterEach(() => rm(dir, {recursive: true, force: true}))

const read = (door: 'action' | 'cli', extra: Record<string, string> = {}) =>
  readTrigger({door, env: {...env, ...extra}, exec: nodeExec, dir})

async function commit() {
  await writeFile(join(dir, 'a.txt'), 'a')
  git('init', '-q', '-b', 'feat/x')
  git('add', '.')
  git('commit', '-q', '-m', 'first', '--date=2024-01-02T03:04:05Z')
}

test('a folder outside of git has neither branch nor commit', async () => {
  expect(await read('cli')).toEqual({kind: 'local', trust: {trusted: true, reason: expect.any(String)}})
})

test('a clean work tree names its commit', async () => {
  await commit()
  const trigger = await read('cli')
  expect(trigger.branch).toBe('feat/x')
  expect(trigger.commit?.sha).toBe(git('rev-parse', 'HEAD'))
  expect(trigger.commit?.time.getTime()).toBe(Number(git('log', '-1', '--format=%ct')) * 1000)
})

test('an untracked file means that the commit is not what is built', async () => {
  await commit()
  await writeFile(join(dir, 'new.go'), 'package main')
  const trigger = await read('cli')
  expect(trigger.branch).toBe('feat/x')
  expect(trigger.commit).toBeUndefined()
})

test('a detached HEAD has a commit and no branch', async () => {
  await commit()
  git('checkout', '-q', '--detach')
  const trigger = await read('cli')
  expect(trigger.branch).toBeUndefined()
  expect(trigger.commit).toBeDefined()
})

test.each([
  {name: 'alone', tags: ['v1.2.3'], at: 'v1.2.3', want: 'v1.2.3'},
  {name: 'one of two', tags: ['v1.2.3', 'v1'], at: 'v1.2.3', want: undefined},
  {name: 'under a branch', tags: ['v1.2.3'], at: 'feat/x', want: undefined},
  {name: 'with changed files', tags: ['v1.2.3'], at: 'v1.2.3', change: 'new.go', want: undefined},
])('a tag that is checked out: $name', async ({tags, at, change, want}) => {
  await commit()
  for (const tag of tags) git('tag', tag)
  git('checkout', '-q', at)
  if (change !== undefined) await writeFile(join(dir, change), 'package main')
  const trigger = await read('cli')
  expect(trigger.kind).toBe('local')
  expect(trigger.tag).toBe(want)
})

test('the action reads the event, and the commit from the work tree', async () => {
  await commit()
  const event = join(dir, '.git', 'event.json') // inside of .git it leaves the work tree clean
  await writeFile(event, JSON.stringify({repository: {default_branch: 'main'}}))
  const trigger = await read('action', {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_SHA: 'ffff',
  })
  expect(trigger).toMatchObject({
    kind: 'push',
    branch: 'main',
    defaultBranch: 'main',
    commit: {sha: git('rev-parse', 'HEAD')},
  })
})

test('a payload that is not there is an error that says who sets it', async () => {
  await expect(read('action', {GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/nowhere.json'})).rejects.toThrow(
    "cannot read the event's payload /nowhere.json",
  )
})

test('looking at the work tree writes nothing, and git sees no inputs of the job', async () => {
  await commit()
  await writeFile(join(dir, 'a.txt'), 'a') // the same content at another time, which git would note in its index
  const index = () => stat(join(dir, '.git', 'index')).then(({mtimeMs, ino}) => [mtimeMs, ino])
  const before = await index()
  const seen: (string | undefined)[] = []
  const exec: Exec = command => {
    seen.push(command.env.INPUT_PASSWORD)
    return nodeExec(command)
  }
  await readTrigger({door: 'cli', env: {...env, INPUT_PASSWORD: 'secret'}, exec, dir})
  expect(await index()).toEqual(before)
  expect(seen).toEqual([undefined, undefined])
})
