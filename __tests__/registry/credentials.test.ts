import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'
import type {Command, Exec, ExecResult} from '../../src/lib/exec.ts'
import {silentLog} from '../../src/lib/log.ts'
import {firstCredential, fromGitHubToken, fromLogins, hostOf} from '../../src/registry/credentials.ts'
import {fromDockerConfig} from '../../src/registry/docker-config.ts'

test.each([
  {key: 'ghcr.io', want: 'ghcr.io'},
  {key: 'https://GHCR.io', want: 'ghcr.io'},
  {key: 'https://index.docker.io/v1/', want: 'docker.io'},
  {key: 'registry-1.docker.io', want: 'docker.io'},
  {key: 'localhost:5000/', want: 'localhost:5000'},
  {key: 'https://r.test/v2', want: 'r.test'},
  {key: 'quay.io/acme', want: undefined},
  {key: '', want: undefined},
])('the key "$key" is for $want', ({key, want}) => expect(hostOf(key)).toBe(want))

test.each(['evildocker.io', 'docker.io.evil.test', 'ghcr.io.evil.test', 'xghcr.io'])(
  '%s gets no login of another',
  async host => {
    const logins = [{registry: 'docker.io', username: 'u', password: 'p'}]
    const find = firstCredential([fromLogins(logins), fromGitHubToken('token')], () => {})
    expect(await find(host)).toBeUndefined()
  },
)

test('the first source that answers wins, its secrets are told before use, and it is asked once', async () => {
  const secrets: string[] = []
  let asked = 0
  const source = async () => {
    asked++
    return {kind: 'password', username: 'u', password: 'p', origin: 'one'} as const
  }
  const find = firstCredential([async () => undefined, source, fromGitHubToken('t')], secret => secrets.push(secret))
  expect(await Promise.all([find('ghcr.io'), find('ghcr.io')])).toMatchObject([{origin: 'one'}, {origin: 'one'}])
  expect(asked).toBe(1)
  expect(secrets).toEqual(['p', Buffer.from('u:p').toString('base64')])
})

describe('Docker config', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docker-config-'))
  })
  afterEach(() => rm(folder, {recursive: true}))

  async function find(config: unknown, host: string, helper: (command: Command) => Partial<ExecResult> = () => ({})) {
    await writeFile(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config))
    const warnings: string[] = []
    const commands: Command[] = []
    const exec: Exec = async command => {
      commands.push(command)
      return {exitCode: 0, stdout: '', stderr: '', ...helper(command)}
    }
    const log = {...silentLog, warn: (warning: unknown) => void warnings.push(String(warning))}
    const env = {
      DOCKER_CONFIG: folder,
      PATH: '/bin',
      INPUT_PASSWORD: 'hidden',
      GITHUB_TOKEN: 'hidden',
      AWS_PROFILE: 'dev',
    }
    return {credential: await fromDockerConfig({env, exec, log})(host), warnings, commands}
  }
  const auth = (text: string) => ({auth: Buffer.from(text).toString('base64')})
  const origin = () => `Docker's configuration ${join(folder, 'config.json')}`

  test.each([
    {name: 'auth', entry: auth('u:p:with:colons'), want: {kind: 'password', username: 'u', password: 'p:with:colons'}},
    {name: 'NUL after the password', entry: auth('u:p\0\0'), want: {kind: 'password', username: 'u', password: 'p'}},
    {name: 'plain', entry: {username: 'u', password: 'p'}, want: {kind: 'password', username: 'u', password: 'p'}},
    {
      name: 'identitytoken',
      entry: {...auth('u:'), identitytoken: 'refresh'},
      want: {kind: 'refresh', token: 'refresh'},
    },
  ])('auths: $name', async ({entry, want}) => {
    const {credential} = await find({auths: {'https://r.test/v1/': entry}}, 'r.test')
    expect(credential).toEqual({...want, origin: origin()})
  })

  test.each([
    {name: 'an empty entry, as Docker leaves it beside a store', config: {auths: {'r.test': {}}}},
    {name: 'another host', config: {auths: {'r.test:5000': auth('u:p')}}},
    {name: 'odd shapes', config: {auths: {'r.test': 'x'}, credHelpers: []}},
  ])('nothing in $name', async ({config}) => {
    const {credential, warnings} = await find(config, 'r.test')
    expect({credential, warnings}).toEqual({credential: undefined, warnings: []})
  })

  test('what is no JSON is a warning that does not repeat the text', async () => {
    const {credential, warnings} = await find('{"auths": secret', 'r.test')
    expect(credential).toBeUndefined()
    expect(warnings.join()).toMatch(/config.json is not valid JSON/)
    expect(warnings.join()).not.toContain('secret')
  })

  test('the helper of the host is asked before the store and the file', async () => {
    const config = {credHelpers: {'r.test': 'mine'}, credsStore: 'desktop', auths: {'r.test': auth('u:p')}}
    const {credential, commands} = await find(config, 'r.test', () => ({stdout: '{"Username":"h","Secret":"s"}'}))
    expect(credential).toEqual({
      kind: 'password',
      username: 'h',
      password: 's',
      origin: "Docker's configuration, helper docker-credential-mine",
    })
    expect(commands).toEqual([
      {
        program: 'docker-credential-mine',
        args: ['get'],
        stdin: 'r.test',
        signal: expect.any(AbortSignal),
        env: {PATH: '/bin', DOCKER_CONFIG: folder, AWS_PROFILE: 'dev'},
      },
    ])
  })

  test("Docker Hub's entry in a store has its old address, and <token> means a refresh token", async () => {
    const answer = {stdout: '{"Username":"<token>","Secret":"s"}'}
    const {credential, commands} = await find({credsStore: 'desktop'}, 'docker.io', () => answer)
    expect(credential).toMatchObject({kind: 'refresh', token: 's'})
    expect(commands[0]?.stdin).toBe('https://index.docker.io/v1/')
  })

  test.each([
    {name: 'knows no login', result: {exitCode: 1, stdout: 'credentials not found in native keychain'}, warns: []},
    {
      name: 'fails',
      result: {exitCode: 1, stderr: 'locked\nmore'},
      warns: [/docker-credential-mine gave no login for r.test: locked$/],
    },
    {name: 'talks nonsense', result: {stdout: 'secret'}, warns: [/could not run: its answer is not JSON$/]},
  ])('a helper that $name: the search goes on in the file', async ({result, warns}) => {
    const config = {credHelpers: {'r.test': 'mine'}, auths: {'r.test': auth('u:p')}}
    const {credential, warnings} = await find(config, 'r.test', () => result)
    expect(credential).toMatchObject({username: 'u'})
    expect(warnings).toEqual(warns.map(pattern => expect.stringMatching(pattern)))
  })

  test('a helper that hangs ends with the run', async () => {
    const run = new AbortController()
    const exec: Exec = ({signal}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        run.abort(new Error('SIGINT'))
      })
    await writeFile(join(folder, 'config.json'), '{"credsStore": "hangs"}')
    const source = fromDockerConfig({env: {DOCKER_CONFIG: folder}, exec, log: silentLog, signal: run.signal})
    await expect(source('ghcr.io')).rejects.toThrow('SIGINT')
  })

  test.each(['../evil', '-x', 'a b'])('"%s" is not run as a helper', async helper => {
    const {commands, warnings} = await find({credsStore: helper}, 'r.test')
    expect(commands).toEqual([])
    expect(warnings).toHaveLength(1)
  })
})
