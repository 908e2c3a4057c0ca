import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {unpackedPackages} from './debian.ts'
import {toolPath} from './tools.ts'

export interface Buildkitd {
  /** `unix:///…/sock` */
  readonly address: string
  /** All that it has logged so far. */
  log(): string
  /** Ends it as a crash would; politely asked, it first waits for its builds. */
  kill(): void
  stop(): Promise<void>
}

export interface BuildkitdOptions {
  /** `localhost:41234`: spoken to by plain http, and asked first for every image of the mirrored registries. */
  readonly registry: string
  /** Lines added to its buildkitd.toml. */
  readonly config?: string
}

/** The registries whose images the test registry has: nothing comes from the internet. */
const MIRRORED = ['docker.io', 'gcr.io']

/** After a client that died in an export, a polite end was seen to wait for ever. */
const STOP_MS = 10_000

const HELP =
  'This test needs a BuildKit of its own: run it as root on Linux, with runc on PATH, built with seccomp ' +
  '(Debian and Ubuntu: apt-get install runc), or with apt-get, which fetches it without installing it.'

/** Starts a daemon with its own socket, cache and configuration in a temporary folder. */
export async function startBuildkitd({registry, config = ''}: BuildkitdOptions): Promise<Buildkitd> {
  const folder = mkdtempSync(join(tmpdir(), 'buildkitd-'))
  const address = `unix://${folder}/sock`
  writeFileSync(join(folder, 'buildkitd.toml'), configuration(registry) + config)
  const places = ['--addr', address, '--root', join(folder, 'root'), '--config', join(folder, 'buildkitd.toml')]
  // Else all daemons of the machine want the same one, and two that start at once fail.
  places.push('--otel-socket-path', join(folder, 'otel-sock'))
  const args = [...places, '--oci-worker=true', '--oci-worker-binary', runc(), '--containerd-worker=false']
  const daemon = spawn(toolPath('buildkitd'), args, {stdio: ['ignore', 'ignore', 'pipe']})
  const ended = new Promise<void>(resolve => daemon.on('close', () => resolve()))
  let log = ''
  daemon.stderr.setEncoding('utf8').on('data', chunk => {
    log += chunk
  })
  const stop = async () => {
    daemon.kill('SIGTERM')
    const tooLong = setTimeout(() => daemon.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(tooLong)
    unmountBelow(folder)
    rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  }
  try {
    await listening(daemon, () => log)
  } catch (error) {
    await stop()
    throw error
  }
  return {address, log: () => log, kill: () => void daemon.kill('SIGKILL'), stop}
}

/** https://github.com/moby/buildkit/blob/v0.34.2/docs/buildkitd.toml.md */
function configuration(registry: string): string {
  const mirrors = MIRRORED.map(name => `[registry."${name}"]\nmirrors = ["${registry}"]\n`)
  return `${mirrors.join('')}[registry."${registry}"]\nhttp = true\n`
}

/** BuildKit says so itself when it is ready. */
function listening(daemon: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    daemon.stderr?.on('data', () => {
      if (log().includes('running server on')) resolve()
    })
    daemon.on('error', cause => reject(new Error(HELP, {cause})))
    daemon.on('close', () => reject(new Error(`${HELP}\nbuildkitd ended:\n${log().slice(-2000)}`)))
  })
}

/** One made by plain `go install` has no seccomp, and with that no RUN works: it says so itself. */
function runc(): string {
  const {stdout, status} = spawnSync('runc', ['--version'], {encoding: 'utf8'})
  if (status === 0 && stdout.includes('libseccomp')) return 'runc'
  return join(unpackedPackages({name: 'debian-runc', packages: ['runc'], help: HELP}), 'usr/sbin/runc')
}

/** A daemon that was interrupted in a build leaves mounts, and a mounted folder can't be deleted. */
function unmountBelow(folder: string): void {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  const places = mounts.map(line => line.split(' ')[1] ?? '').filter(place => place.startsWith(`${folder}/`))
  for (const place of places.reverse()) spawnSync('umount', ['--lazy', place])
}
