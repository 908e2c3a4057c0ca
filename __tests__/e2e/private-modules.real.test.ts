import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {output} from '../helpers/bundle.ts'
import {type CacheServer, startCacheService} from '../helpers/cache-service.ts'
import {type CiMachine, type CiTrigger, ciMachine, pullRequest} from '../helpers/ci-machine.ts'
import {type GitServer, startGitServer} from '../helpers/git-server.ts'
import {unpack} from '../helpers/image.ts'
import {startRegistry, type TestRegistry} from '../helpers/registries.ts'
import {commitAll, writeFiles} from '../helpers/workspace.ts'

// A module in a git repository that demands a login, behind a host that only git can reach.

const TOKEN = 'ghs_notArealTokenButOneToLookFor'
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
let folder: string
let workspace: string
let git: GitServer
let server: CacheServer
let registry: TestRegistry

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'go-containerize-private-'))
  git = await startGitServer(`Basic ${BASIC}`)
  server = await startCacheService(join(folder, 'blobs'))
  registry = await startRegistry()
  workspace = join(folder, 'work')
  const main = `package main\n\nimport "${git.module}"\n\nfunc main() { println(secret.Said) }\n`
  writeFiles(workspace, {
    'go.mod': `module example.com/shop\n\ngo 1.21\n\nrequire ${git.module} v1.0.0\n`,
    'main.go': main,
  })
  const gitEnv = git.env(['http.extraHeader', `Authorization: Basic ${BASIC}`])
  await output('go', ['mod', 'tidy'], {
    cwd: workspace,
    env: {
      ...gitEnv,
      GOENV: 'off',
      GOPRIVATE: '*',
      GOFLAGS: '-modcacherw',
      GOMODCACHE: join(folder, 'tidy'),
      GOWORK: 'off',
    },
  })
  await commitAll(workspace)
})
afterAll(async () => {
  await registry.stop()
  await server.stop()
  await git.stop()
  rmSync(folder, {recursive: true, force: true, maxRetries: 3})
})

interface RunOptions {
  readonly inputs?: Record<string, string>
  readonly trigger?: CiTrigger
  readonly env?: Record<string, string>
}

async function runWith(name: string, {env, ...options}: RunOptions) {
  const machine: CiMachine = ciMachine(join(folder, name), server)
  git.requests.length = 0
  const run = await machine.run({
    workspace,
    ...options,
    // The user's own settings, which have to stay in force.
    env: {GOPROXY: 'off', ...git.env(), ...env},
  })
  const said = [run.main, run.post].map(({stdout, stderr, summary, outputs}) => {
    return [stdout.replaceAll(/^::add-mask::.*$/gm, ''), stderr, summary, JSON.stringify(outputs)].join('\n')
  })
  return {...run, said: said.join('\n'), machine: join(folder, name)}
}

/** Every file below, in whatever form: the runner's state and command files, Go's folders, the layout. */
function filesWith(folder: string, secret: string): readonly string[] {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  return files.map(entry => join(entry.parentPath, entry.name)).filter(path => readFileSync(path).includes(secret))
}

test('the token opens the repository, and stands nowhere afterwards', async () => {
  const image = `${registry.host}/acme/private`
  const inputs = {'go-private': `${git.host}/acme/*`, 'go-private-token': TOKEN, push: 'true', image}
  const {main, post, said, machine, caches} = await runWith('with', {inputs})
  expect({exitCode: main.exitCode, log: said}).toMatchObject({exitCode: 0})
  expect(git.requests.length).toBeGreaterThan(1)
  expect(git.requests.filter(request => !request.endsWith(': yes'))).toEqual([])
  for (const secret of [TOKEN, BASIC]) expect(main.stdout).toContain(`::add-mask::${secret}`)
  expect(caches?.modules.save).toMatchObject({result: 'saved', files: 3})

  const root = await unpack(main.outputs.ref ?? '', join(folder, 'image'))
  const program = join(root, 'app/shop')
  expect((await output('sh', ['-c', '"$0" 2>&1', program])).trim()).toBe('a private hello')
  const archives = join(folder, 'archives')
  for (const [at, {path}] of server.entries.entries()) {
    const place = join(archives, String(at))
    await output('sh', ['-c', 'mkdir -p "$1" && tar --zstd -xf "$0" -C "$1"', path, place])
  }
  for (const secret of [TOKEN, BASIC]) {
    expect(said).not.toContain(secret)
    expect(filesWith(machine, secret)).toEqual([])
    expect(filesWith(join(folder, 'image'), secret)).toEqual([])
    expect(filesWith(archives, secret)).toEqual([])
    expect(filesWith(workspace, secret)).toEqual([])
  }
  expect(post).toMatchObject({exitCode: 0, stderr: ''})
})

test('without it the build fails, and says what a private module needs', async () => {
  const inputs = {'go-private': `${git.host}/acme/*`, cache: 'false'}
  const {main, said} = await runWith('without', {inputs})
  expect(main.exitCode).toBe(1)
  expect(git.requests.filter(request => !request.endsWith(': no'))).toEqual([])
  expect(said).toMatch(/hint: for a private module/)
})

test('what `go env -w` says of other private modules goes on, and does not hide these', async () => {
  const settings = join(folder, 'go-env')
  writeFileSync(settings, 'GONOPROXY=other.example\nGONOSUMDB=other.example\n')
  const inputs = {'go-private': `${git.host}/acme/*`, 'go-private-token': TOKEN, cache: 'false'}
  const {main, said} = await runWith('settings', {inputs, env: {GOENV: settings}})
  expect({exitCode: main.exitCode, log: said}).toMatchObject({exitCode: 0})
})

test('a stranger’s pull request does not get it', async () => {
  const inputs = {'go-private': `${git.host}/acme/*`, 'go-private-token': TOKEN, cache: 'false'}
  const {main, said, warnings} = await runWith('stranger', {inputs, trigger: pullRequest('pull_request', {fork: true})})
  expect(main.exitCode).toBe(1)
  expect(warnings).toContain('go-private-token is not used: a pull request from a fork')
  expect(git.requests.length).toBeGreaterThan(0)
  expect(git.requests.filter(request => !request.endsWith(': no'))).toEqual([])
  expect(said).not.toContain(TOKEN)
})
