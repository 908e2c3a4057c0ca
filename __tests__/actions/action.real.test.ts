import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {REPOSITORY, start} from '../helpers/bundle.ts'
import {node24} from '../helpers/node24.ts'
import {runAction} from '../helpers/runner.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'))
  for (const name of ['temp', 'workspace']) mkdirSync(join(folder, name))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

test('a wrong request: secrets are masked first, every mistake is an annotation and in the summary', async () => {
  const {main, post} = await runAction({
    node: node24(),
    temp: join(folder, 'temp'),
    workspace: join(folder, 'workspace'),
    inputs: {
      platforms: 'windows/amd64',
      tags: '-x',
      'registry-auth': 'registry=ghcr.io,username=ci,password=hunter2,',
      username: 'ci',
      password: 'swordfish',
    },
  })
  expect({exitCode: main.exitCode, outputs: main.outputs}).toEqual({exitCode: 1, outputs: {}})
  const lines = main.stdout.trimEnd().split('\n')
  const masks = lines.filter(line => line.startsWith('::add-mask::'))
  expect(lines.slice(0, masks.length)).toEqual(masks)
  expect(masks).toEqual(expect.arrayContaining(['::add-mask::hunter2', '::add-mask::swordfish']))
  expect(lines.slice(masks.length)).toEqual([
    expect.stringMatching(
      /^::error::3 things in the request are wrong%0A {2}platforms: .*%0A {2}tags: .*%0A {2}working-directory: /,
    ),
  ])
  expect(lines.slice(masks.length).join()).not.toMatch(/hunter2|swordfish/)
  expect(main.summary).toContain('"windows/amd64" is not linux')
  expect(main.summary).not.toMatch(/hunter2|swordfish/)
  expect(post.exitCode).toBe(0)
})

test('a login whose secret is empty, as for forks, is a warning and no mistake', async () => {
  const {main} = await runAction({
    node: node24(),
    temp: join(folder, 'temp'),
    workspace: join(folder, 'workspace'),
    inputs: {username: 'ci', password: '', platforms: 'linux'},
  })
  expect(main.stdout).toContain('::warning::username: is not used, because password is empty')
  expect(main.stdout).not.toContain('username%0A')
})

test('the post step removes the folders that the main step left, and nothing else', async () => {
  const ours = join(folder, 'ours')
  mkdirSync(join(ours, 'deep'), {recursive: true})
  const state = JSON.stringify({folders: [ours, join(folder, 'never there')]})
  const {exitCode} = await start(node24(), [join(REPOSITORY, 'dist', 'post.js')], {
    env: {'STATE_go-containerize': state},
  }).finished
  expect(exitCode).toBe(0)
  expect([existsSync(ours), existsSync(join(folder, 'workspace'))]).toEqual([false, true])
})
