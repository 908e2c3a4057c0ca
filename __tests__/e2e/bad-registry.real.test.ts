import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {createServer} from 'node:net'
import {expect, test} from '@jest/globals'
import {HELLO, runBroken} from '../helpers/broken.ts'
import {startFaultProxy} from '../helpers/fault-proxy.ts'
import {startDistribution, startRegistry} from '../helpers/registries.ts'

const build = (image: string, ...more: readonly string[]) =>
  ['build', '--image', image, '--tag', 't1', '--platform', 'linux/amd64', '--push', ...more] as const

/** A port where nobody listens: it was ours a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

test('a registry that is down: named, before anything is compiled', async () => {
  const host = `localhost:${await closedPort()}`
  const result = await runBroken({
    files: {...HELLO, 'main.go': 'package main\n\nfunc main() { missing() }\n'},
    args: build(`${host}/a`),
  })
  expect(result.stderr).toContain(host)
  expect(result.stderr).toMatch(/nothing listens .*ECONNREFUSED/)
  expect(result.stderr).not.toContain('missing')
  expect(result).toMatchObject({exitCode: 1, stdout: '', left: []})
})

test('a registry that wants a login: said before anything is compiled, with where it comes from', async () => {
  const registry = await startDistribution({auth: 'htpasswd'})
  try {
    const files = {...HELLO, 'main.go': 'package main\n\nfunc main() { missing() }\n'}
    const result = await runBroken({files, args: build(`${registry.host}/a`), env: {DOCKER_CONFIG: '/nowhere'}})
    expect(result.stderr).toContain(registry.host)
    expect(result.stderr).toMatch(/401|log ?in|credential/i)
    expect(result.stderr).not.toContain('missing')
    expect(result).toMatchObject({exitCode: 1, stdout: '', left: []})
  } finally {
    await registry.stop()
  }
})

test('a base without the platform: said before anything is compiled, with the platforms that it has', async () => {
  const registry = await startRegistry()
  try {
    const base = `${registry.host}/base:v1`
    const made = await runBroken({
      files: HELLO,
      args: [
        'build',
        '--image',
        `${registry.host}/base`,
        '--tag',
        'v1',
        '--platform',
        'linux/amd64',
        '--manifest',
        'index',
        '--push',
      ],
    })
    expect(made).toMatchObject({exitCode: 0})
    const files = {...HELLO, 'main.go': 'package main\n\nfunc main() { missing() }\n'}
    const args = ['build', '--image', `${registry.host}/app`, '--base', base, '--platform', 'linux/s390x', '--push']
    const result = await runBroken({files, args})
    expect(result.stderr).toMatch(/linux\/s390x/)
    expect(result.stderr).toMatch(/linux\/amd64/)
    expect(result.stderr).not.toContain('missing')
    expect(result).toMatchObject({exitCode: 1, stdout: '', left: []})
  } finally {
    await registry.stop()
  }
})

test('a disk without room: said, and the half-written layer is gone', async () => {
  // A limit on file sizes works for every user on every machine; go's own files stay below it.
  const files = {...HELLO, 'assets/large.bin': randomBytes(24 * 1024 * 1024).toString('base64')}
  const args = ['build', '--files', 'assets/large.bin:/assets/large.bin', '--platform', 'linux/amd64']
  const result = await runBroken({files, args, fileSizeLimitKb: 16 * 1024})
  expect(result.stderr).toMatch(/error: EFBIG.*\nhint: /)
  expect(result).toMatchObject({exitCode: 1, stdout: '', left: []})
})

test('a line that is cut again and again: the failure after some attempts, and no tag', async () => {
  const registry = await startRegistry()
  const proxy = await startFaultProxy(registry, [
    {method: 'PUT', path: /uploads/, fault: {kind: 'reset', afterBytes: 1}},
  ])
  try {
    const result = await runBroken({files: HELLO, args: build(`${proxy.host}/a`)})
    expect(result.stderr).toContain(proxy.host)
    expect(result).toMatchObject({exitCode: 1, stdout: '', left: []})
    expect(proxy.requests.filter(request => /^PUT .*\/manifests\//.test(request))).toEqual([])
  } finally {
    await proxy.stop()
    await registry.stop()
  }
})

test.each([
  {signal: 'SIGINT', exitCode: 130},
  {signal: 'SIGTERM', exitCode: 143},
] as const)(
  '$signal in the middle of a push: no tag, nothing left, exit code $exitCode',
  async ({signal, exitCode}) => {
    const registry = await startRegistry()
    const proxy = await startFaultProxy(registry)
    let release = () => {}
    const ended = new Promise<void>(resolve => {
      release = resolve
    })
    const held = new Promise<void>(resolve => {
      // The answer to an upload never comes; that it was asked for tells that the push is under way.
      proxy.add({method: 'PUT', path: /uploads/, fault: {kind: 'hold', until: ended, onHeld: resolve}})
    })
    try {
      const result = await runBroken({
        files: HELLO,
        args: build(`${proxy.host}/a`),
        meanwhile: async ({child}) => {
          await held
          child.kill(signal)
        },
      })
      expect(result).toMatchObject({exitCode, stdout: '', left: []})
      expect(result.stderr).toContain(signal)
      expect(proxy.requests.filter(request => /^PUT .*\/manifests\//.test(request))).toEqual([])
    } finally {
      release()
      await proxy.stop()
      await registry.stop()
    }
  },
)
