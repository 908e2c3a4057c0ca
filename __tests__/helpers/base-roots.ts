import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {unpackedPackages} from './debian.ts'

// The file trees of the base images. They run on this machine's platform only.

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n'
const GROUP = 'root:x:0:\nnonroot:x:65532:\n'
/** Where Debian has it; SSL_CERT_FILE names this machine's own, which its programs must trust. */
const CERTIFICATES = 'etc/ssl/certs/ca-certificates.crt'

const HELP =
  'The base images of these tests are made of Debian packages: run them on Debian or Ubuntu as root, with apt-get and dpkg.'

/** What a static program needs: users, certificates, /tmp. */
export function addFiles(root: string): void {
  for (const folder of ['etc/ssl/certs', 'root', 'home/nonroot', 'tmp'])
    mkdirSync(join(root, folder), {recursive: true})
  chmodSync(join(root, 'tmp'), 0o1777)
  writeFileSync(join(root, 'etc/passwd'), PASSWD)
  writeFileSync(join(root, 'etc/group'), GROUP)
  writeFileSync(join(root, CERTIFICATES), readFileSync(process.env.SSL_CERT_FILE ?? `/${CERTIFICATES}`))
}

/** A static busybox, and a link for each command that it is. */
export function addBusybox(root: string): void {
  const program = join(
    unpackedPackages({name: 'debian-busybox', packages: ['busybox-static'], help: HELP}),
    'bin/busybox',
  )
  mkdirSync(join(root, 'bin'), {recursive: true})
  cpSync(program, join(root, 'bin/busybox'))
  for (const command of run(program, ['--list']).trim().split('\n')) {
    if (command !== 'busybox') symlinkSync('busybox', join(root, 'bin', command))
  }
}

/** What Go stages call besides go and busybox's commands. */
export function addBuildTools(root: string): void {
  const packages = ['libc6', 'libtinfo6', 'bash', 'make']
  const unpacked = unpackedPackages({name: 'debian-build-tools', packages, help: HELP})
  run('cp', ['-a', '--remove-destination', `${unpacked}/.`, root])
  // Since packages hold only /usr, the base system gives these links: https://wiki.debian.org/UsrMerge
  for (const folder of ['lib', 'lib64']) {
    if (existsSync(join(root, 'usr', folder)) && !existsSync(join(root, folder)))
      symlinkSync(`usr/${folder}`, join(root, folder))
  }
}

/** The same bytes whenever it is made, but for the files' content. */
export function tarOf(folder: string, tar: string, more: readonly string[] = []): void {
  const plain = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu']
  run('tar', ['-C', folder, ...plain, ...more, '-cf', tar, '.'])
}

/** This machine's Go at /usr/local/go, without what no build reads: a quarter less to pack and send. */
export function goTar(tar: string): void {
  const unread = ['./api', './doc', './misc', './test', '*_test.go', 'testdata']
  const excluded = unread.map(pattern => `--exclude=${pattern}`)
  tarOf(run('go', ['env', 'GOROOT']).trim(), tar, [...excluded, '--transform=flags=r;s,^\\.,usr/local/go,'])
}

/** `1.26.8` */
export function goVersion(): string {
  return run('go', ['env', 'GOVERSION']).trim().replace(/^go/, '')
}

function run(program: string, args: readonly string[]): string {
  const {error, status, stdout, stderr} = spawnSync(program, args, {encoding: 'utf8'})
  if (error || status !== 0) throw new Error(`${HELP}\n${program} failed: ${error?.message ?? stderr}`)
  return stdout
}
