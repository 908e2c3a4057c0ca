import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {output, REPOSITORY} from './bundle.ts'

/** A temporary folder that is gone after `work`, whatever happened. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'go-containerize-e2e-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, {recursive: true, force: true, maxRetries: 3})
  }
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), content)
  }
}

/** Commits everything in the folder, as a repository of its own. */
export async function commitAll(folder: string): Promise<void> {
  const git = (...args: readonly string[]) =>
    output('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {cwd: folder})
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all', '--force') // also what a .gitignore among the files hides
  await git('commit', '--quiet', '--message=sources', '--no-gpg-sign', '--allow-empty')
}

/** What git sees as changed or new: empty when a run left the work tree alone. */
export function changesIn(folder: string): Promise<string> {
  return output('git', ['status', '--porcelain', '--ignored'], {cwd: folder})
}

/** A clone of this repository in another place. */
export async function cloneOfThis(folder: string): Promise<string> {
  const clone = join(folder, 'a checkout elsewhere')
  await output('git', ['clone', '--quiet', REPOSITORY, clone])
  return clone
}

/** The source of a public module in a writable folder, verified by Go's checksum database. */
export async function moduleSource(moduleAtVersion: string, folder: string): Promise<string> {
  const {Dir: cached}: {Dir: string} = JSON.parse(
    await output('go', ['mod', 'download', '-json', moduleAtVersion], {env: {GOFLAGS: '', GOWORK: 'off'}, cwd: folder}),
  )
  const source = join(folder, 'source')
  cpSync(cached, source, {recursive: true})
  await output('chmod', ['-R', 'u+w', source]) // the module cache is read-only
  return source
}
