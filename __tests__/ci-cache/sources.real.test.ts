import {cp, link, mkdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, test} from '@jest/globals'
import {
  type CacheService,
  readSums,
  restoreSources,
  type Sums,
  saveSources,
  vouchForSources,
} from '../../src/ci-cache/index.ts'
import {filesBelow} from '../../src/ci-cache/source-tree.ts'
import {start} from '../helpers/bundle.ts'
import {moduleProxy} from '../helpers/module-proxy.ts'
import {addFiles, makeTree, removeTrees} from '../helpers/modules.ts'
import {writeFiles} from '../helpers/workspace.ts'

// Sums are go's own, and go builds from what comes back; the service is a folder, for whoever wants to spoil an archive.

const LIB = {
  path: 'example.com/Acme/lib',
  version: 'v1.0.0-RC1',
  files: {
    'lib.go': 'package lib\n',
    'said/said.go': 'package said\n\nconst Text = "hello"\n',
    'said/said_test.go': 'package said\n',
    'said/ünusual.go': 'package said\n',
    'other/other.go': 'package other\n',
    'Zeta/zeta.txt': 'sorts before small letters',
  },
}
const FOLDER = 'example.com/!acme/lib@v1.0.0-!r!c1'
const DOWNLOAD = 'cache/download/example.com/!acme/lib/@v/v1.0.0-!r!c1'
const PACKAGES = [`${FOLDER}/said`]
const KEYS = {key: 'gcz-src-newest', restoreKeys: ['gcz-src-']}

let root: string
let app: string
let saved: string
let archive: string
let service: CacheService

const go = (args: readonly string[], env: Readonly<Record<string, string>>, cwd = app) =>
  start('go', args, {
    cwd,
    env: {
      GOWORK: 'off',
      GOSUMDB: 'off',
      CGO_ENABLED: '0',
      GOFLAGS: '-modcacherw',
      GOCACHE: join(root, 'go-build'),
      ...env,
    },
  }).finished

beforeAll(async () => {
  root = await makeTree({})
  app = join(root, 'app')
  saved = join(root, 'saved')
  writeFiles(app, {
    'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.com/Acme/lib v1.0.0-RC1\n',
    'main.go': 'package main\n\nimport "example.com/Acme/lib/said"\n\nfunc main() { println(said.Text) }\n',
  })
  const modules = {GOMODCACHE: join(root, 'mod'), GOPROXY: await moduleProxy(join(root, 'proxy'), [])}
  await escapedProxy(join(root, 'proxy'))
  expect(await go(['mod', 'tidy'], modules)).toMatchObject({exitCode: 0})
  expect(await go(['build', '-o', join(root, 'program'), '.'], modules)).toMatchObject({exitCode: 0})
  const goModCache = join(root, 'mod')
  const sums = await readSums(app)
  const vouched = await vouchForSources({goModCache, sums, packages: PACKAGES})
  if ('problem' in vouched) throw new Error(vouched.problem)
  const place = {service: keeping(), staging: join(root, 'staging')}
  const report = await saveSources({...place, key: 'gcz-src-1', goModCache, sums, modules: vouched.modules})
  expect(report).toMatchObject({result: 'saved', files: 4}) // the two of said, the list, go.mod
})
afterAll(removeTrees)

beforeEach(async () => {
  archive = join(await makeTree({}), 'archive')
  await cp(saved, archive, {recursive: true})
  service = {
    ...keeping(),
    async restore({folder}) {
      await rm(folder, {recursive: true})
      await cp(archive, folder, {recursive: true, verbatimSymlinks: true})
      return {kind: 'restored', matchedKey: 'gcz-src-1', bytes: 1}
    },
  }
})

/** Proxies have capitals as `!` and the small letter. */
async function escapedProxy(folder: string): Promise<void> {
  await moduleProxy(join(root, 'plain'), [LIB])
  const to = join(folder, 'example.com/!acme/lib/@v')
  await cp(join(root, 'plain/example.com/Acme/lib/@v'), to, {recursive: true})
  for (const ending of ['info', 'mod', 'zip'])
    await cp(join(to, `v1.0.0-RC1.${ending}`), join(to, `v1.0.0-!r!c1.${ending}`))
}

function keeping(place = saved): CacheService {
  return {
    restore: async () => ({kind: 'missing'}),
    has: async () => ({kind: 'missing'}),
    async save({folder}) {
      await cp(folder, place, {recursive: true})
      return {kind: 'saved', bytes: 1}
    },
  }
}

async function restore(sums?: Sums) {
  const to = join(await makeTree({}), 'sources')
  const staging = join(root, 'staging')
  return {to, report: await restoreSources({service, staging, keys: KEYS, to, sums: sums ?? (await readSums(app))})}
}

test('what comes back is a module cache that go builds from, offline, and holds no more than it needs', async () => {
  const {to, report} = await restore()
  expect(report).toMatchObject({result: 'restored', files: 4})
  expect(await filesBelow(to)).toEqual(
    expect.arrayContaining([`${DOWNLOAD}.files`, `${DOWNLOAD}.mod`, `${DOWNLOAD}.ziphash`, `${FOLDER}/said/said.go`]),
  )
  expect((await filesBelow(to)).filter(path => /other|_test|lib\.go/.test(path))).toEqual([])
  expect(await readFile(join(to, `${DOWNLOAD}.ziphash`), 'utf8')).toMatch(/^h1:.{43}=$/)
  const env = {GOMODCACHE: to, GOPROXY: 'off'}
  expect(await go(['build', '-o', join(root, 'again'), '.'], env)).toMatchObject({exitCode: 0})
  expect((await start(join(root, 'again'), [], {env: {}}).finished).stderr).toBe('hello\n')
})

test('a module in whose path another lies is there for go to look into', async () => {
  const other = join(root, 'nested')
  writeFiles(other, {
    'go.mod':
      'module example.com/nested\n\ngo 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/a/b v1.0.0\n)\n',
    'main.go': 'package main\n\nimport "example.com/a/b"\n\nfunc main() { println(b.Text) }\n',
  })
  const goModCache = join(root, 'nested-mod')
  const modules = ['example.com/a', 'example.com/a/b'].map(path => {
    return {path, version: 'v1.0.0', files: {'x.go': `package ${path.slice(-1)}\n\nconst Text = "${path}"\n`}}
  })
  const online = {GOMODCACHE: goModCache, GOPROXY: await moduleProxy(join(root, 'nested-proxy'), modules)}
  expect(await go(['mod', 'download'], online, other)).toMatchObject({exitCode: 0})
  expect(await go(['build', '-mod=mod', '-o', join(root, 'nested-program'), '.'], online, other)).toMatchObject({
    exitCode: 0,
  })
  const sums = await readSums(other)
  const vouched = await vouchForSources({goModCache, sums, packages: ['example.com/a/b@v1.0.0']})
  expect(vouched).toMatchObject({
    modules: [{folder: 'example.com/a/b@v1.0.0'}, {folder: 'example.com/a@v1.0.0', needed: []}],
  })
  if ('problem' in vouched) throw new Error(vouched.problem)
  archive = join(await makeTree({}), 'archive')
  const place = {service: keeping(archive), staging: join(root, 'staging')}
  await saveSources({...place, key: 'gcz-src-3', goModCache, sums, modules: vouched.modules})
  const {to} = await restore(sums)
  const built = await go(['build', '-o', join(root, 'nested-again'), '.'], {GOMODCACHE: to, GOPROXY: 'off'}, other)
  expect(built).toMatchObject({exitCode: 0, stderr: ''})
})

test('a package that was not there is an error of go’s, not another program', async () => {
  const {to} = await restore()
  await addFiles(app, {'more/main.go': 'package main\n\nimport _ "example.com/Acme/lib/other"\n\nfunc main() {}\n'})
  const env = {GOMODCACHE: to, GOPROXY: 'off'}
  const listed = await go(['list', '-deps', './more'], env)
  await rm(join(app, 'more'), {recursive: true})
  expect(listed.exitCode).not.toBe(0)
  expect(listed.stderr).toContain('example.com/Acme/lib/other')
})

const SOURCE = `${FOLDER}/said/said.go`
test.each<{name: string; spoil: () => Promise<unknown>; says: string}>([
  {
    name: 'a changed source',
    spoil: () => writeFile(join(archive, SOURCE), 'package said\n\nconst Text = "pwned"\n'),
    says: `${SOURCE} is not the file that go.sum vouches for`,
  },
  {
    name: 'a source more',
    spoil: () => writeFile(join(archive, FOLDER, 'said/more.go'), 'package said\n'),
    says: 'said/more.go is not the file that go.sum vouches for',
  },
  {
    name: 'a changed source, with a list that fits it',
    async spoil() {
      const list = await readFile(join(archive, `${DOWNLOAD}.files`), 'utf8')
      await writeFile(join(archive, `${DOWNLOAD}.files`), list.replace(/^[0-9a-f]{64}/m, '0'.repeat(64)))
    },
    says: `${FOLDER} is not the module that go.sum names`,
  },
  {
    name: 'no list',
    spoil: () => rm(join(archive, `${DOWNLOAD}.files`)),
    says: `${FOLDER} is not the module that go.sum names`,
  },
  {
    name: 'a file less',
    spoil: () => rm(join(archive, FOLDER, 'said/ünusual.go')),
    says: `${FOLDER}/said/ünusual.go is missing`,
  },
  {
    name: 'a changed go.mod',
    spoil: () =>
      writeFile(join(archive, `${DOWNLOAD}.mod`), 'module example.com/Acme/lib\n\nrequire example.com/evil v1.0.0\n'),
    says: `the go.mod of ${FOLDER} is not the one that go.sum vouches for`,
  },
  {
    name: 'a go.mod of which go.sum says nothing',
    spoil: () => addFiles(archive, {'cache/download/example.com/evil/@v/v1.0.0.mod': 'module example.com/evil\n'}),
    says: 'the go.mod of example.com/evil@v1.0.0 is not the one that go.sum vouches for',
  },
  {
    name: 'a module that go.sum does not name',
    async spoil() {
      await mkdir(join(archive, 'example.com/evil@v1.0.0'))
      await writeFile(join(archive, 'example.com/evil@v1.0.0/evil.go'), 'package evil\n')
    },
    says: 'example.com/evil@v1.0.0 is not the module that go.sum names',
  },
  {
    name: 'a hash that go would believe',
    spoil: () => writeFile(join(archive, `${DOWNLOAD}.ziphash`), 'h1:x='),
    says: 'is not the module that go.sum names',
  },
  {
    name: 'a file of no module',
    spoil: () => writeFile(join(archive, 'go.env'), 'GOFLAGS=-toolexec=evil'),
    says: 'go.env is no source of a module',
  },
  {
    name: 'a link',
    async spoil() {
      await rm(join(archive, SOURCE))
      await symlink('/etc/passwd', join(archive, SOURCE))
    },
    says: `${SOURCE} is neither a file nor a folder`,
  },
])('$name spoils the archive as a whole', async ({spoil, says}) => {
  await spoil()
  const {to, report} = await restore()
  expect(report).toMatchObject({result: 'failed'})
  expect(report.warning).toContain(says)
  await expect(filesBelow(to)).rejects.toThrow('ENOENT')
})

test('a hard link is refused, however right its content', async () => {
  const own = service
  service = {
    ...own,
    async restore(request) {
      const outcome = await own.restore(request)
      await link(join(request.folder, SOURCE), join(root, `elsewhere-${Date.now()}`))
      return outcome
    },
  }
  expect((await restore()).report.warning).toContain(`${SOURCE} is a hard link`)
})

test('two go.sum files that disagree are believed neither', async () => {
  const sums = await readSums(app)
  await addFiles(app, {'tools/go.sum': `example.com/Acme/lib v1.0.0-RC1 h1:${'A'.repeat(43)}=\n`})
  const both = await readSums(app)
  await rm(join(app, 'tools'), {recursive: true})
  expect(sums.trees.get(FOLDER)).toMatch(/^h1:/)
  expect((await restore(both)).report.warning).toContain('is not the module that go.sum names')
})

test('a module that somebody has edited on this machine is not vouched for', async () => {
  const goModCache = await makeTree({})
  await cp(join(root, 'mod'), goModCache, {recursive: true})
  await writeFile(join(goModCache, FOLDER, 'lib.go'), 'package lib // edited\n')
  expect(await vouchForSources({goModCache, packages: PACKAGES, sums: await readSums(app)})).toEqual({
    problem: `${FOLDER} is not what go.sum says of it`,
  })
})
