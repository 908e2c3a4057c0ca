import {expect, test} from '@jest/globals'
import type {CredentialSource} from '../../src/registry/index.ts'
import {parseRequest, type RawInputs} from '../../src/request/index.ts'
import {builderLogins} from '../../src/stages/builder-logins.ts'

const DOCKERFILE = 'FROM ghcr.io/acme/base:1\n'
const TOKEN = {registry: 'ghcr.io', username: 'x-access-token', password: 'job'}
const OWN = {registry: 'ghcr.io', username: 'own', password: 'w'}

interface Asked {
  readonly dockerfile?: string
  readonly inputs?: RawInputs['values']
  /** The value of an argument without one. */
  readonly base?: string
  /** What Docker's configuration has for ghcr.io. */
  readonly stored?: Awaited<ReturnType<CredentialSource>>
}

/** What is handed over, and which hosts were asked for. */
async function loginsOf({dockerfile = DOCKERFILE, inputs = {}, base, stored}: Asked) {
  const values = {'github-token': ['job'], ...inputs}
  const {request, problems} = parseRequest({door: 'cli', values}, {dir: '/repo', cwd: '/repo', warn: () => {}})
  expect(problems).toEqual([])
  const asked: string[] = []
  const credentials: CredentialSource = async host => {
    asked.push(host)
    return stored ?? {kind: 'password', username: TOKEN.username, password: TOKEN.password, origin: 'github-token'}
  }
  const found = {source: Buffer.from(dockerfile)}
  const logged = await builderLogins({request, env: {BASE: base}}, {found, own: request.registry.logins, credentials})
  return {logged, asked}
}

test.each<Asked & {readonly what: string}>([
  {what: 'in FROM'},
  {what: 'in COPY --from', dockerfile: 'FROM scratch\nCOPY --from=ghcr.io/acme/tools /a /a\n'},
  {what: 'as a frontend', dockerfile: '# syntax=ghcr.io/acme/frontend\nFROM scratch\n'},
  {what: 'in a build-arg', dockerfile: 'ARG BASE\nFROM $BASE\n', inputs: {'build-args': ['BASE=ghcr.io/acme/base']}},
  {what: 'in a variable', dockerfile: 'ARG BASE\nFROM $BASE\n', inputs: {'build-args': ['BASE']}, base: 'ghcr.io/a/b'},
  {what: 'as a context', dockerfile: 'FROM x', inputs: {'build-contexts': ['x=docker-image://ghcr.io/acme/base']}},
  {what: 'as a cache', dockerfile: 'FROM x', inputs: {'cache-from': ['type=registry,ref=ghcr.io/acme/cache']}},
])("the job's token goes to ghcr.io where it is named $what", async asked => {
  expect(await loginsOf(asked)).toEqual({logged: [TOKEN], asked: ['ghcr.io']})
})

test('nobody is asked where the build does not go there', async () => {
  const inputs = {image: ['ghcr.io/acme/shop'], 'registry-auth': ['registry=r.test,username=u,password=p']}
  const own = [{registry: 'r.test', username: 'u', password: 'p'}]
  expect(await loginsOf({dockerfile: 'FROM r.test/base', inputs})).toEqual({logged: own, asked: []})
})

test('what is said or stored for ghcr.io holds', async () => {
  const {registry, username, password} = OWN
  const inputs = {'registry-auth': [`registry=${registry},username=${username},password=${password}`]}
  expect(await loginsOf({inputs})).toEqual({logged: [OWN], asked: []})
  const stored = {kind: 'password', username, password, origin: 'a file'} as const
  expect((await loginsOf({stored})).logged).toEqual([OWN])
  expect((await loginsOf({stored: {kind: 'refresh', token: 't', origin: 'a file'}})).logged).toEqual([])
})

test('without a token buildx looks for itself', async () => {
  expect(await loginsOf({inputs: {'github-token': []}})).toEqual({logged: [], asked: []})
})
