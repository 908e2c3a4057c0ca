import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {nodeExec} from '../../src/lib/exec.ts'

export interface TestCertificate {
  /** PEM files; the certificate vouches for itself. */
  readonly cert: string
  readonly key: string
  remove(): Promise<void>
}

/** A fresh certificate for localhost, made by the program that Go brings for it: Node has none. */
export async function makeCertificate(): Promise<TestCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
  const {stdout} = await nodeExec({program: 'go', args: ['env', 'GOROOT'], env: process.env})
  const source = join(stdout.trim(), 'src', 'crypto', 'tls', 'generate_cert.go')
  const args = ['run', source, '--host', 'localhost,127.0.0.1', '--ca', '--ecdsa-curve', 'P256']
  const {exitCode, stderr} = await nodeExec({program: 'go', args, cwd: folder, env: process.env})
  if (exitCode !== 0) throw new Error(`generate_cert failed: ${stderr}`)
  return {
    cert: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
    remove: () => rm(folder, {recursive: true}),
  }
}
