import {once} from 'node:events'
import {createServer, type Socket} from 'node:net'
import {PassThrough} from 'node:stream'
import {describe, expect, test} from '@jest/globals'
import {type Command, nodeExec} from '../../src/lib/exec.ts'

/** Runs a small Node program. */
function node(code: string, extra: Partial<Command> = {}) {
  return nodeExec({program: process.execPath, args: ['-e', code], env: {}, ...extra})
}

describe('nodeExec', () => {
  test('gives exit code and both outputs', async () => {
    const result = await node('process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3')
    expect(result).toEqual({exitCode: 3, stdout: 'out', stderr: 'err'})
  })

  test('passes arguments as they are, without a shell', async () => {
    const args = ['-p', 'process.argv[1]', '$(touch /tmp/x) "quoted" *']
    expect((await nodeExec({program: process.execPath, args, env: {}})).stdout.trim()).toBe(
      '$(touch /tmp/x) "quoted" *',
    )
  })

  test('gives the child exactly the environment it is told', async () => {
    const {stdout} = await node('console.log(JSON.stringify([process.env.A, process.env.PATH]))', {env: {A: '1'}})
    expect(JSON.parse(stdout)).toEqual(['1', null])
  })

  test.each(['text', PassThrough])('feeds standard input (%p)', async kind => {
    const stdin = kind === 'text' ? 'hello' : new PassThrough()
    if (stdin instanceof PassThrough) stdin.end('hello')
    expect((await node('process.stdin.pipe(process.stdout)', {stdin: stdin as string})).stdout).toBe('hello')
  })

  test('a child that does not read its input is no error', async () => {
    expect((await node('process.exit(0)', {stdin: 'x'.repeat(10_000_000)})).exitCode).toBe(0)
  })

  test('hands over lines of standard error as they come', async () => {
    const lines: string[] = []
    await node('process.stderr.write("a\\nb"); process.stderr.write("c\\nd")', {onStderrLine: line => lines.push(line)})
    expect(lines).toEqual(['a', 'bc', 'd'])
  })

  test('keeps characters whole that arrive in pieces', async () => {
    const code =
      'const b = Buffer.from("ä"); process.stdout.write(b.subarray(0, 1)); setTimeout(() => process.stdout.write(b.subarray(1)), 20)'
    expect((await node(code)).stdout).toBe('ä')
  })

  test('rejects when the program is not there', async () => {
    await expect(nodeExec({program: '/nowhere/x', args: [], env: {}})).rejects.toMatchObject({code: 'ENOENT'})
  })

  test('cancel ends the child and rejects with the reason', async () => {
    const abort = new AbortController()
    const child = node('process.stderr.write("ready\\n"); setInterval(() => {}, 1000)', {
      signal: abort.signal,
      onStderrLine: () => abort.abort(new Error('stop it')),
    })
    await expect(child).rejects.toThrow('stop it')
  })

  test('cancel ends the child’s children where that is wanted', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const abort = new AbortController()
    // It ends with the connection at the latest, so that a failing test leaves nothing behind.
    const grandchild = `require('node:net').connect(${port}, '127.0.0.1').on('close', () => process.exit())`
    const spawn = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}])`
    const child = node(`${spawn}; setInterval(() => {}, 1000)`, {signal: abort.signal, withChildren: true})
    const [socket]: Socket[] = await once(server, 'connection')
    try {
      const ended = once(socket?.resume() ?? server, 'end', {signal: AbortSignal.timeout(4000)})
      abort.abort(new Error('stop it'))
      await expect(child).rejects.toThrow('stop it')
      await ended // the grandchild's end of the connection went with it
    } finally {
      socket?.destroy()
      server.close()
    }
  })

  test('nothing is started when it is cancelled already', async () => {
    await expect(node('0', {signal: AbortSignal.abort(new Error('too late'))})).rejects.toThrow('too late')
  })
})
