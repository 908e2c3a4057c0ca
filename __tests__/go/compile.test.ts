import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {readdir, readFile, stat, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, describe, expect, test} from '@jest/globals'
import {tryLock} from '../../src/cache/index.ts'
import {type CompileOptions, planCompile, type RunGo} from '../../src/go/index.ts'
import type {Binary, MainPackage} from '../../src/go/types.ts'
import {createPhases} from '../../src/lib/phases.ts'
import {addFiles, goMod, makeTree, program, removeTrees} from '../helpers/modules.ts'
import {type FindOptions, find, offlineGo, platform, recordingLog, start} from './support.ts'

afterEach(removeTrees)

const hello = {'go.mod': goMod('example.com/hello'), 'main.go': program()}

/** Compiles a folder and gives the programs free again. */
async function build(dir: string, cache: string, options: Partial<CompileOptions> & FindOptions = {}) {
  const compilation = start(dir, cache, await find(dir, options), options)
  try {
    return await compilation.all
  } finally {
    await compilation.close()
  }
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

async function expectMeasured(binaries: readonly Binary[]): Promise<void> {
  for (const binary of binaries) {
    expect(await sha256(binary.path)).toBe(binary.sha256)
    expect((await stat(binary.path)).size).toBe(binary.size)
  }
}

const inodeOf = async (binary: Binary | undefined) => (await stat(binary?.path ?? '')).ino

describe('compile', () => {
  test('gives each main its own program for each platform, in nothing but the cache', async () => {
    const dir = await makeTree({
      'go.mod': goMod('example.com/app'),
      'a/server/main.go': program('a'),
      'b/server/main.go': program('b'),
      'cmd/tool/v2/main.go': program('tool'),
    })
    const before = await readdir(dir, {recursive: true})
    const patterns = ['./a/server', 'other=./b/server', './cmd/tool/v2']
    const binaries = await build(dir, await makeTree({}), {patterns})
    await expectMeasured(binaries)
    expect(binaries.map(({main}) => main.name).sort()).toEqual(['other', 'server', 'tool'])
    expect(new Set(binaries.map(({path}) => path)).size).toBe(3)
    for (const {main, path} of binaries) {
      const text = await readFile(path, 'latin1')
      expect(text).toContain(`path\t${main.importPath}\n`)
    }
    expect(await readdir(dir, {recursive: true})).toEqual(before)
  })

  test('answers for one program as soon as it is there', async () => {
    const dir = await makeTree(hello)
    const found = await find(dir)
    const [main] = found.mains
    const compilation = start(dir, await makeTree({}), found)
    const binary = await compilation.binary(main as MainPackage, platform('linux/amd64'))
    expect(binary).toEqual((await compilation.all)[0])
    await compilation.close()
  })

  test('joins the modules of a work file, and builds a module outside it by itself', async () => {
    const dir = await makeTree({
      'go.work': 'go 1.21\n\nuse ./a\n',
      'a/go.mod': goMod('example.com/a'),
      'a/main.go': program(),
      'c/go.mod': goMod('example.com/c'),
      'c/main.go': program(),
    })
    const binaries = await build(dir, await makeTree({}), {patterns: ['./a', './c']})
    expect(binaries.map(({main}) => main.name)).toEqual(['a', 'c'])
  })

  test('builds with a vendor folder, without network and module cache', async () => {
    const dir = await makeTree({
      'go.mod': goMod('example.com/app', 'require example.com/dep v1.0.0\n'),
      'go.sum': '',
      'main.go': 'package main\n\nimport "example.com/dep"\n\nfunc main() { println(dep.Name) }\n',
      'vendor/modules.txt': '# example.com/dep v1.0.0\n## explicit; go 1.21\nexample.com/dep\n',
      'vendor/example.com/dep/dep.go': 'package dep\n\nconst Name = "vendored"\n',
    })
    const go = offlineGo({GOMODCACHE: join(dir, '.none')})
    expect(await build(dir, await makeTree({}), {go})).toHaveLength(1)
  })

  test('merges ldflags of GOFLAGS and of the request', async () => {
    const dir = await makeTree({
      ...hello,
      'more.go': 'package main\n\nvar a, b string\n\nfunc init() { println(a, b) }\n',
    })
    const go = offlineGo({GOFLAGS: '"-ldflags=-X main.a=from-goflags"'})
    const [binary] = await build(dir, await makeTree({}), {go, request: {ldflags: '-X main.b=from-request'}})
    const text = await readFile(binary?.path ?? '', 'latin1')
    expect(text).toContain('from-goflags')
    expect(text).toContain('from-request')
  })
})

describe('programs kept between runs', () => {
  test('an unchanged one is neither linked nor read again', async () => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const [first] = await build(dir, cache)
    const inode = await inodeOf(first)
    // Only who does not read the file can believe this.
    const record = join(first?.path ?? '', '../../record.json')
    const untrue = 'f'.repeat(64)
    await writeFile(record, (await readFile(record, 'utf8')).replace(first?.sha256 ?? '', untrue))
    const [second] = await build(dir, cache)
    expect(second).toEqual({...first, sha256: untrue})
    expect(await inodeOf(second)).toBe(inode)
  })

  test('a changed one is replaced', async () => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const [first] = await build(dir, cache)
    await addFiles(dir, {'main.go': program('HELLO')})
    const second = await build(dir, cache)
    await expectMeasured(second)
    expect(second[0]?.path).toBe(first?.path)
    expect(second[0]?.sha256).not.toBe(first?.sha256)
  })

  test.each([
    ['cut short', (path: string) => truncate(path, 8192)],
    [
      'patched, with size and head as they were',
      async (path: string) => {
        const bytes = await readFile(path)
        bytes.write('????', bytes.length - 2048)
        await writeFile(path, bytes)
      },
    ],
  ])('one that was %s is not shipped', async (_, harm) => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const [first] = await build(dir, cache)
    await harm(first?.path ?? '')
    const second = await build(dir, cache)
    await expectMeasured(second)
    expect(second[0]?.sha256).toBe(first?.sha256)
  })

  test('without its record none is believed', async () => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const [first] = await build(dir, cache)
    await truncate(first?.path ?? '', 8192)
    await writeFile(join(first?.path ?? '', '../../record.json'), 'not json')
    await expectMeasured(await build(dir, cache))
  })

  test('a restored one, with another inode and time, is recognised by its content', async () => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const [first] = await build(dir, cache)
    const bytes = await readFile(first?.path ?? '')
    await writeFile(`${first?.path}.copy`, bytes, {mode: 0o755})
    execFileSync('mv', [`${first?.path}.copy`, first?.path ?? ''])
    const inode = await inodeOf(first)
    const [second] = await build(dir, cache)
    expect(await inodeOf(second)).toBe(inode)
    expect(second?.sha256).toBe(first?.sha256)
  })

  test('while another run has them, a build goes elsewhere and leaves nothing', async () => {
    const [dir, cache] = [await makeTree(hello), await makeTree({})]
    const found = await find(dir)
    const [one, two] = [start(dir, cache, found), start(dir, cache, found)]
    const [[a], [b]] = await Promise.all([one.all, two.all])
    expect(a?.path).not.toBe(b?.path)
    expect(a?.sha256).toBe(b?.sha256)
    await Promise.all([one.close(), two.close()])
    expect(await readdir(join(cache, 'binaries'))).toHaveLength(1)
    expect(await tryLock(join(a?.path ?? '', '../../lock'))).toBeDefined()
  })

  test('a cache that can not be written costs a warning', async () => {
    const dir = await makeTree(hello)
    const {log, warnings} = recordingLog()
    const cache = join(await makeTree({file: ''}), 'file')
    const binaries = await build(dir, cache, {log})
    expect(binaries).toHaveLength(1)
    expect(warnings).toEqual([expect.stringContaining('programs are not kept')])
  })
})

describe('the VCS stamp', () => {
  const git = (dir: string, ...args: string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
    return execFileSync('git', [...identity, ...args], {cwd: dir, encoding: 'utf8'})
  }

  test('is there when wanted, whatever GOFLAGS says, and we leave the work tree unmodified', async () => {
    const dir = await makeTree(hello)
    git(dir, 'init', '-q')
    git(dir, 'add', '.')
    git(dir, 'commit', '-q', '-m', 'first')
    const go = offlineGo({GOFLAGS: '-buildvcs=false'})
    const cache = await makeTree({})
    for (const wanted of [true, true, false]) {
      const [binary] = await build(dir, cache, {go, buildvcs: wanted})
      const text = await readFile(binary?.path ?? '', 'latin1')
      expect(text.includes('vcs.revision=')).toBe(wanted)
      expect(text.includes('vcs.modified=true')).toBe(false)
    }
    expect(git(dir, 'status', '--porcelain')).toBe('')
  })
})

describe('one failure', () => {
  test('ends the other builds', async () => {
    const dir = await makeTree(hello)
    const found = await find(dir)
    let ended = 0
    let other = () => {}
    const started = new Promise<void>(resolve => {
      other = resolve
    })
    const go: RunGo = async (args, {env, signal}) => {
      if (args[0] !== 'build') return {exitCode: 0, stdout: '', stderr: ''}
      if (env?.GOARCH === 'arm64') await started
      if (env?.GOARCH === 'arm64') return {exitCode: 1, stdout: '', stderr: 'main.go:1:1: broken'}
      other()
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          ended++
          reject(signal.reason)
        })
      })
    }
    const platforms = [platform('linux/amd64'), platform('linux/arm64'), platform('linux/s390x')]
    const ends: string[] = []
    const phases = createPhases(() => 0, {
      started: () => {},
      ended: ({subject}, failed) => ends.push(`${subject} ${failed ? 'failed' : 'done'}`),
    })
    const compilation = start(dir, await makeTree({}), {...found, go}, {platforms, atOnce: 2, phases})
    await expect(compilation.all).rejects.toThrow('go build failed for linux/arm64')
    expect(ends).toEqual(['linux/arm64 failed', 'linux/amd64 failed'])
    const [main] = found.mains
    await expect(compilation.binary(main as MainPackage, platform('linux/s390x'))).rejects.toThrow('go build failed')
    expect(ended).toBe(1)
    await compilation.close()
  })

  test('that is no failure of go is told as it is', async () => {
    const dir = await makeTree(hello)
    const go: RunGo = async () => ({exitCode: 0, stdout: '', stderr: ''})
    const compilation = start(dir, await makeTree({}), {...(await find(dir)), go})
    await expect(compilation.all).rejects.toThrow('did not write')
    await compilation.close()
  })

  test('of the whole run keeps its own reason', async () => {
    const dir = await makeTree(hello)
    const controller = new AbortController()
    controller.abort(new Error('interrupted'))
    const compilation = start(dir, await makeTree({}), await find(dir), {signal: controller.signal})
    await expect(compilation.all).rejects.toThrow('interrupted')
    await compilation.close()
  })
})

test('planCompile makes one task of all mains whose programs have different names', () => {
  const mains = ['a/cmd/server', 'b/cmd/Server', 'b/cmd/tool'].map(path => ({
    importPath: `example.com/${path}`,
    dir: `/src/${path}`,
    name: path,
    modulePath: 'example.com',
    moduleDir: '/src',
  }))
  const flags = {build: ['-trimpath'], list: [], profile: []}
  const platforms = [platform('linux/amd64'), platform('linux/arm/v6')]
  const tasks = planCompile({mains, platforms, flags, cgo: false})
  expect(tasks.map(task => task.mains.map(main => main.importPath))).toEqual([
    ['example.com/a/cmd/server', 'example.com/b/cmd/tool'],
    ['example.com/b/cmd/Server'],
    ['example.com/a/cmd/server', 'example.com/b/cmd/tool'],
    ['example.com/b/cmd/Server'],
  ])
  expect(tasks[2]?.env).toEqual({GOOS: 'linux', GOARCH: 'arm', GOARM: '6', CGO_ENABLED: '0'})
  expect(new Set(tasks.map(task => task.outputKey)).size).toBe(4)
})
