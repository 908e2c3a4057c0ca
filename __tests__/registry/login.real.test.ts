import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test} from '@jest/globals'
import {build} from 'esbuild'
import {nodeExec} from '../../src/lib/exec.ts'
import {pushImage, type RegistryOptions} from '../../src/registry/index.ts'
import {makeCertificate} from '../helpers/certificate.ts'
import {REGISTRY_USER, startDistribution} from '../helpers/registries.ts'
import {REFRESH_TOKEN, startTokenServer} from '../helpers/token-server.ts'
import {testClient, testImage} from './support.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

function client(options: Partial<RegistryOptions> = {}) {
  const registry = testClient(options)
  cleanUps.push(() => registry.close())
  return registry
}

async function start(options: Parameters<typeof startDistribution>[0]) {
  const server = await startDistribution(options)
  cleanUps.push(server.stop)
  return server
}

async function push(registry: ReturnType<typeof client>, host: string, name = 'acme/api') {
  const image = testImage({architectures: ['amd64']})
  const repository = {registry: host, repository: name}
  await pushImage({registry, ...image, repository, tags: ['t']})
  return (await registry.head({...repository, tag: 't'}))?.digest === image.root.digest
}

test('htpasswd: with the login, with a wrong one, with none', async () => {
  const {host} = await start({auth: 'htpasswd'})
  expect(await push(client({logins: [{registry: host, ...REGISTRY_USER}]}), host)).toBe(true)
  const wrong = client({
    logins: [{registry: host, username: 'tester', password: 'wrong', origin: 'username and password'}],
  })
  await expect(push(wrong, host)).rejects.toMatchObject({
    status: 401,
    hint: expect.stringContaining('username and password'),
  })
  await expect(push(client(), host)).rejects.toMatchObject({status: 401, hint: expect.stringContaining('no login')})
})

test('tokens: by password and by refresh token; anonymous where all may read', async () => {
  const tokens = await startTokenServer()
  cleanUps.push(tokens.stop)
  const {host} = await start({auth: tokens.auth})

  expect(await push(client({logins: [{registry: host, ...REGISTRY_USER}]}), host)).toBe(true)
  expect(tokens.requests).toEqual(['GET repository:acme/api:pull,push tester']) // one right for all of a push

  const folder = await mkdtemp(join(tmpdir(), 'docker-config-'))
  cleanUps.push(() => rm(folder, {recursive: true}))
  const auths = {[host]: {identitytoken: REFRESH_TOKEN}}
  await writeFile(join(folder, 'config.json'), JSON.stringify({auths}))
  expect(await push(client({env: {DOCKER_CONFIG: folder}}), host, 'public/api')).toBe(true)
  expect(tokens.requests.at(-1)).toBe('POST repository:public/api:pull,push tester')

  const anybody = client()
  expect(await anybody.head({registry: host, repository: 'public/api', tag: 't'})).toBeDefined()
  expect(tokens.requests.at(-1)).toBe('GET repository:public/api:pull nobody')
  await expect(anybody.checkPush({registry: host, repository: 'public/api'})).rejects.toMatchObject({status: 401})
})

test('TLS: a certificate that nobody vouches for, and how to vouch for it', async () => {
  const certificate = await makeCertificate()
  cleanUps.push(certificate.remove)
  const {host} = await start({tls: certificate})

  await expect(push(client(), host)).rejects.toMatchObject({
    message: expect.stringContaining(`the certificate of ${host} is signed by nobody this machine knows`),
    hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  })
  expect(await push(client({insecure: [host]}), host)).toBe(true)

  const said = await nodeExec({
    program: process.execPath,
    args: [await bundledHead(), host],
    env: {PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificate.cert},
  })
  expect(said).toMatchObject({exitCode: 0, stdout: 'found\n'})
})

/** Node reads NODE_EXTRA_CA_CERTS when it starts, so this needs a process of its own. */
async function bundledHead(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundled-head-'))
  cleanUps.push(() => rm(folder, {recursive: true}))
  const contents = `
    import {createRegistry} from './src/registry/index.ts'
    const registry = createRegistry({env: {}, exec: async () => {}, log: {warn() {}}})
    const found = await registry.head({registry: process.argv[2], repository: 'acme/api', tag: 't'})
    console.log(found ? 'found' : 'absent')
    // No close(): kept connections must not keep the process.
  `
  const outfile = join(folder, 'head.mjs')
  const stdin = {contents, resolveDir: process.cwd()}
  const banner = {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url)"}
  await build({stdin, outfile, banner, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent'})
  return outfile
}
