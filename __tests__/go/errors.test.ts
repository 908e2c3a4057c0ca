import {afterEach, describe, expect, test} from '@jest/globals'
import {openCacheFolder} from '../../src/cache/index.ts'
import {cgoWarnings} from '../../src/go/cgo.ts'
import {buildFailure, reportFailures} from '../../src/go/errors.ts'
import {hintFor} from '../../src/go/hints.ts'
import {UserError} from '../../src/lib/errors.ts'
import {addFiles, goMod, makeTree, program, removeTrees} from '../helpers/modules.ts'
import {type FindOptions, find, platform, recordingLog, start} from './support.ts'

afterEach(removeTrees)

/** Builds what can't be built, for one platform, and gives the failure and the annotations. */
async function fail(
  files: Readonly<Record<string, string>>,
  options: FindOptions & {minor?: number; below?: string} = {},
) {
  const tree = await makeTree(files)
  const dir = `${tree}${options.below ?? ''}`
  const found = await find(dir, options)
  const {log, errors} = recordingLog()
  const facts = {...found.facts, minor: options.minor ?? found.facts.minor}
  const compilation = start(dir, await makeTree({}), found, {log, facts})
  const error: unknown = await compilation.all.then(
    () => undefined,
    reason => reason,
  )
  await compilation.close()
  if (!(error instanceof UserError)) throw new Error(`no UserError but ${error}`)
  return {error, errors}
}

const cgoPackage = 'package inner\n\n// int f() { return 1; }\nimport "C"\n\nfunc F() int { return int(C.f()) }\n'
const usesInner = 'package main\n\nimport "example.com/app/inner"\n\nfunc main() { println(inner.F()) }\n'
const app = {'go.mod': goMod('example.com/app')}

describe('a compile error', () => {
  const broken = {...app, 'cmd/x/main.go': 'package main\n\nfunc main() {\n\tx := 1\n\tgone()\n}\n'}
  const places = [
    {message: 'declared and not used: x', at: {file: 'cmd/x/main.go', line: 4, column: 2}},
    {message: 'undefined: gone', at: {file: 'cmd/x/main.go', line: 5, column: 2}},
  ]

  test.each([
    ['as events of go build -json', undefined],
    ['as text of an older Go', 23],
  ])('is annotated: %s', async (_, minor) => {
    const {error, errors} = await fail(broken, minor === undefined ? {} : {minor})
    expect(errors).toMatchObject(places)
    expect(error.message).toBe('go build failed')
    expect(error.at).toBeUndefined() // the annotations have the places
    expect(error.told).toBe(
      '# example.com/app/cmd/x\ncmd/x/main.go:4:2: declared and not used: x\ncmd/x/main.go:5:2: undefined: gone',
    )
    expect(error.hint).toBeUndefined()
  })

  test('is placed relative to the folder that was asked for', async () => {
    const {errors} = await fail(broken, {below: '/cmd'})
    const place = {file: 'x/main.go', folder: expect.stringMatching(/cmd$/)}
    expect(errors.map(({at}) => at)).toMatchObject([place, place])
  })

  const failure = (name: string, stderr: string) =>
    buildFailure({
      result: {exitCode: 1, stdout: '', stderr},
      task: {platform: platform(name), moduleDir: '/src'},
      dir: '/src',
    })
  const platforms = [platform('linux/amd64'), platform('linux/arm64')]

  test('of several platforms is reported once', () => {
    const {log, errors} = recordingLog()
    const failures = platforms.map(({architecture}) => failure(`linux/${architecture}`, 'a.go:1:2: bad\n'))
    const error = reportFailures(failures, {log, platforms, hint: undefined})
    expect(error).toMatchObject({message: 'go build failed', told: 'a.go:1:2: bad'})
    expect(errors).toEqual([{message: 'bad', at: {file: 'a.go', folder: '/src', line: 1, column: 2}}])
  })

  test('beside what has no place leaves that to the closing words', () => {
    const {log} = recordingLog()
    const failures = [failure('linux/amd64', '# a\na.go:1:2: bad\n\tmore\n# b\nlink: no such symbol')]
    const error = reportFailures(failures, {log, platforms: platforms.slice(0, 1), hint: undefined})
    expect(error.message).toBe('go build failed:\n# a\n# b\nlink: no such symbol')
  })

  test('that differs names its platform', () => {
    const {log, errors} = recordingLog()
    const failures = [failure('linux/amd64', 'a.go:1:2: bad'), failure('linux/arm64', 'b.go:3: worse\n\tmore')]
    const error = reportFailures(failures, {log, platforms, hint: undefined})
    expect(error).toMatchObject({
      message: 'go build failed',
      told: 'linux/amd64:\na.go:1:2: bad\nlinux/arm64:\nb.go:3: worse\n\tmore',
    })
    expect(errors.map(({message}) => message)).toEqual(['bad', 'worse\n\tmore'])
  })
})

describe('hints', () => {
  test('a package that is all C', async () => {
    const {error} = await fail({...app, 'main.go': usesInner, 'inner/inner.go': cgoPackage})
    expect(error.hint).toMatch(/^example.com\/app\/inner needs cgo, which is off: set cgo: true/)
  })

  test('a name that only cgo compiles', async () => {
    const inner = {'inner/inner.go': cgoPackage, 'inner/plain.go': 'package inner\n'}
    const {error} = await fail({...app, 'main.go': usesInner, ...inner})
    expect(error.told).toContain('undefined: inner.F')
    expect(error.hint).toMatch(/^example.com\/app\/inner needs cgo, which is off/)
  })

  test('a name that is simply wrong', async () => {
    const inner = {'inner/inner.go': 'package inner\n'}
    expect((await fail({...app, 'main.go': usesInner, ...inner})).error.hint).toBeUndefined()
  })

  const usesDep = 'package main\n\nimport _ "example.com/dep"\n\nfunc main() {}\n'
  test.each([
    ['a module that nothing requires', '', {}, 'go get example.com/dep'],
    ['a missing line of go.sum', 'require example.com/dep v1.0.0\n', {}, 'go mod tidy'],
    [
      'no network',
      'require example.com/dep v1.0.0\n',
      {'go.sum': `example.com/dep v1.0.0 h1:${'A'.repeat(43)}=\nexample.com/dep v1.0.0/go.mod h1:${'A'.repeat(43)}=\n`},
      'check the network and GOPROXY',
    ],
  ])('%s', async (_, rest, files, hint) => {
    const {error} = await fail({'go.mod': goMod('example.com/app', rest), 'main.go': usesDep, ...files})
    expect(error.hint).toContain(hint)
  })

  test('a go.work that is older than a module in it', async () => {
    const files = {
      'go.work': 'go 1.21\n\nuse .\n',
      'go.mod': 'module example.com/app\n\ngo 1.22.1\n',
      'main.go': program(),
    }
    await expect(find(await makeTree(files))).rejects.toMatchObject({
      hint: 'run `go work use` in the folder of go.work, which raises its go line to 1.22.1, and commit go.work',
    })
  })

  test('files that a step before it makes', async () => {
    const main =
      'package main\n\nimport _ "embed"\n\n//go:embed dist/*\nvar page string\n\nfunc main() { println(page) }\n'
    const {error} = await fail({...app, 'main.go': main})
    expect(error.hint).toContain('//go:embed dist/* are not there: let a step before this one make them')
  })

  test('a stamp without git', async () => {
    const files = {...app, 'main.go': program(), '.git/HEAD': 'broken'}
    const {error} = await fail(files, {buildvcs: true})
    expect(error.hint).toContain('buildvcs: false')
  })

  test.each([
    ['write /x: no space left on device', 'the disk is full'],
    ['go: -race requires cgo; enable cgo by setting CGO_ENABLED=1', 'cgo: true'],
    ['go: go.mod requires go >= 1.30 (running go 1.26.8; GOTOOLCHAIN=local)', 'install Go 1.30'],
    ['main.go:3:12: pattern all:web/dist: no matching files found', '//go:embed all:web/dist are not there'],
    ['a.go:3:12: pattern web: cannot embed directory web: contains no embeddable files', 'dockerfile-mode: inside'],
    ['verifying example.com/x@v1.0.0: checksum mismatch', 'go.sum and the downloaded module differ'],
    ['go: unsupported GOOS/GOARCH pair linux/sparc64', 'does not compile for linux/sparc64'],
    ['# runtime/cgo\ngcc_arm64.S:30: Error: no such instruction', 'name a cross compiler'],
    ['cgo: C compiler "aarch64-gcc" not found: exec: "aarch64-gcc": not in PATH', 'C compiler aarch64-gcc'],
    ['fatal: could not read Username for https://x: terminal prompts disabled', 'go-private'],
    [
      'go: error obtaining buildID for go tool compile: exec: "wrap": executable file not found in $PATH',
      '-toolexec names wrap',
    ],
  ])('%s', (text, hint) => expect(hintFor(text)).toContain(hint))
})

describe('cgoWarnings', () => {
  const inner = {
    'inner/inner.go': cgoPackage,
    'inner/stub.go': '//go:build !cgo\n\npackage inner\n\nfunc F() int { return 0 }\n',
  }

  test('names the packages that lose their C code, and remembers it while the dependencies are the same', async () => {
    const dir = await makeTree({...app, 'main.go': usesInner, ...inner})
    const cache = openCacheFolder(await makeTree({}))
    const {go, facts, flags, mains} = await find(dir)
    let asked = 0
    const counting: typeof go = (args, options) => {
      asked++
      return go(args, options)
    }
    const options = {go: counting, facts, mains, platform: platform('linux/arm64'), flags: flags.list, cache}
    const expected = [{message: expect.stringContaining('example.com/app/inner')}]
    expect(await cgoWarnings(options)).toEqual(expected)
    expect(await cgoWarnings(options)).toEqual(expected)
    expect(asked).toBe(1)
    await addFiles(dir, {'go.sum': '\n'})
    expect(await cgoWarnings(options)).toEqual(expected)
    expect(asked).toBe(2)
  })

  test('is part of compiling', async () => {
    const dir = await makeTree({...app, 'main.go': usesInner, ...inner})
    const {log, warnings} = recordingLog()
    const compilation = start(dir, await makeTree({}), await find(dir), {log})
    await compilation.all
    await compilation.close()
    expect(warnings).toEqual([expect.stringContaining('built without the C code of this package')])
  })

  test('says nothing of the standard library, nor when go can not tell', async () => {
    const dir = await makeTree({...app, 'main.go': 'package main\n\nimport _ "net"\n\nfunc main() {}\n'})
    const cache = openCacheFolder(await makeTree({}))
    const {facts, flags, mains, go} = await find(dir)
    const options = {facts, mains, platform: platform('linux/amd64'), flags: flags.list, cache}
    const failing = async () => ({exitCode: 1, stdout: '', stderr: 'no'})
    expect(await cgoWarnings({...options, go: failing})).toEqual([])
    expect(await cgoWarnings({...options, go})).toEqual([])
  })
})
