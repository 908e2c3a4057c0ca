import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {compareImages} from '../../bench/dockerfiles/compare.mjs'
import {compareProgram, readBuildInfo} from '../../src/dockerfile/index.ts'
import {type TestImage, TestLayout} from '../helpers/layouts.ts'

// The proof that two images are the same is worth what it would notice.

const PLATFORM = {os: 'linux', architecture: 'amd64'}
const IMAGE: TestImage = {
  platform: PLATFORM,
  layers: [
    {'etc/': {folder: {}}, 'etc/a': 'one', 'old/x': 'gone'},
    {'.wh.old': '', bin: {link: 'usr/bin'}},
  ],
  config: {Env: ['A=1'], Labels: {team: 'x'}},
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-test-'))
})

afterEach(() => rmSync(folder, {recursive: true, force: true}))

async function differences(other: TestImage): Promise<readonly string[]> {
  const layouts = await Promise.all(
    [IMAGE, other].map(async (image, index) => {
      const layout = new TestLayout(join(folder, String(index)))
      layout.name(await layout.index([image]))
      return layout.path
    }),
  )
  const [plain = '', ours = ''] = layouts
  return (await compareImages({compareProgram, readBuildInfo}, {plain, ours, folder})).differences
}

test.each<{what: string; other: TestImage}>([
  {what: 'the image itself', other: IMAGE},
  {
    what: 'other layers of the same files',
    other: {...IMAGE, layers: [{'etc/': {folder: {}}, 'etc/a': 'one', bin: {link: 'usr/bin'}}]},
  },
  {
    what: 'labels that name the commit',
    other: {...IMAGE, config: {Env: ['A=1'], Labels: {team: 'x', 'org.opencontainers.image.revision': 'abc'}}},
  },
])('the same: $what', async ({other}) => expect(await differences(other)).toEqual([]))

const [first = {}, second = {}] = IMAGE.layers ?? []

test.each<{what: string; other: TestImage; want: readonly string[]}>([
  {
    what: 'content',
    other: {...IMAGE, layers: [{...first, 'etc/a': 'two'}, second]},
    want: ['linux/amd64: /etc/a: sha256'],
  },
  {
    what: 'size and content',
    other: {...IMAGE, layers: [{...first, 'etc/a': 'three'}, second]},
    want: ['linux/amd64: /etc/a: size', 'linux/amd64: /etc/a: sha256'],
  },
  {
    what: 'a mode',
    other: {...IMAGE, layers: [{...first, 'etc/': {folder: {mode: 0o700}}}, second]},
    want: ['linux/amd64: /etc: mode'],
  },
  {
    what: 'an owner',
    other: {...IMAGE, layers: [{...first, 'etc/': {folder: {uid: 5}}}, second]},
    want: ['linux/amd64: /etc: uid'],
  },
  {
    what: 'where a link leads',
    other: {...IMAGE, layers: [first, {...second, bin: {link: 'sbin'}}]},
    want: ['linux/amd64: /bin: link'],
  },
  {
    what: 'a file more',
    other: {...IMAGE, layers: [first, {...second, new: 'x'}]},
    want: ['linux/amd64: /new is only in ours'],
  },
  {
    what: 'a file that is not deleted',
    other: {...IMAGE, layers: [first]},
    want: ['linux/amd64: /bin is only in the original', 'linux/amd64: /old/x is only in ours'],
  },
  {
    what: 'a setting',
    other: {...IMAGE, config: {Env: ['A=2'], Labels: {team: 'x'}}},
    want: ['linux/amd64: config Env'],
  },
  {what: 'another label', other: {...IMAGE, config: {Env: ['A=1']}}, want: ['linux/amd64: config Labels']},
  {what: 'a platform', other: {...IMAGE, platform: {os: 'linux', architecture: 'arm64'}}, want: ['platforms']},
])('a difference: $what', async ({other, want}) => {
  const found = await differences(other)
  expect(found.map((text, index) => text.slice(0, want[index]?.length))).toEqual(want)
})
