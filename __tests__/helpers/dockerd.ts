import {spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {unpackedPackages} from './debian.ts'

export interface Dockerd {
  /** For the docker command: PATH and DOCKER_HOST. */
  readonly env: Readonly<Record<string, string | undefined>>
  stop(): Promise<void>
}

const HELP =
  'This test needs a Docker Engine of its own: run it as root on Linux, with dockerd on PATH ' +
  '(Debian and Ubuntu: apt-get install docker.io) or with apt-get (after apt-get update), which fetches it without installing it.'

/**
 * Starts an engine with its own socket and data in a temporary folder: nothing of the machine's Docker is touched.
 * `privileged`: also containers that ask for all rights start.
 */
export async function startDockerd({privileged = false} = {}): Promise<Dockerd> {
  const PATH = [...extractedPath(), process.env.PATH].join(':')
  const folder = mkdtempSync(join(tmpdir(), 'dockerd-'))
  const socket = `unix://${folder}/sock`
  const places = ['--host', socket, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`]
  // No bridge and no firewall rules: the programs of these tests need no network.
  const args = [...places, '--pidfile', `${folder}/pid`, '--bridge=none', '--iptables=false', '--storage-driver=vfs']
  if (privileged) args.push(`--add-runtime=bounded=${boundedRunc(folder)}`, '--default-runtime=bounded')
  const daemon = spawn('dockerd', args, {env: {...process.env, PATH}, stdio: ['ignore', 'ignore', 'pipe']})
  const ended = new Promise<void>(resolve => daemon.on('close', () => resolve()))
  const stop = async () => {
    daemon.kill('SIGTERM')
    await ended
    rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  }
  try {
    await listening(daemon)
  } catch (error) {
    await stop()
    throw error
  }
  return {env: {...process.env, PATH, DOCKER_HOST: socket}, stop}
}

/** As a program without an extension, which is what Docker starts. */
function boundedRunc(folder: string): string {
  const program = join(folder, 'bounded-runc')
  const script = fileURLToPath(new URL('bounded-runc.mjs', import.meta.url))
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`, {mode: 0o755})
  return program
}

/** dockerd says so itself when it is ready. */
function listening(daemon: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    daemon.stderr?.setEncoding('utf8').on('data', chunk => {
      log += chunk
      if (log.includes('API listen on')) resolve()
    })
    daemon.on('error', cause => reject(new Error(HELP, {cause})))
    daemon.on('close', () => reject(new Error(`${HELP}\ndockerd ended:\n${log.slice(-2000)}`)))
  })
}

/** Folders with dockerd in them that PATH lacks. */
function extractedPath(): readonly string[] {
  if (spawnSync('dockerd', ['--version']).status === 0) return []
  // tini is its docker-init.
  const packages = ['docker.io', 'containerd', 'runc', 'tini']
  const folder = unpackedPackages({name: 'docker-engine-with-init', packages, help: HELP})
  return [join(folder, 'usr/sbin'), join(folder, 'usr/bin')]
}
