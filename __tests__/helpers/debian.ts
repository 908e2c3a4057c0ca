import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {toolsFolder} from '../../tools/locate.mjs'

export interface DebianPackages {
  /** The folder's name in the tools cache. */
  readonly name: string
  readonly packages: readonly string[]
  /** What a test that misses them says: what to install. */
  readonly help: string
}

/** The root folder of Debian's packages, fetched and unpacked once: nothing is installed on the machine. */
export function unpackedPackages({name, packages, help}: DebianPackages): string {
  const folder = join(toolsFolder(process.env), name)
  if (existsSync(folder)) return folder
  mkdirSync(toolsFolder(process.env), {recursive: true})
  const temporary = mkdtempSync(join(toolsFolder(process.env), 'tmp-'))
  const run = (program: string, args: readonly string[]) => {
    const {error, status, stderr} = spawnSync(program, args, {cwd: temporary, encoding: 'utf8'})
    if (error || status !== 0) throw new Error(`${help}\n${program} failed: ${error?.message ?? stderr}`)
  }
  try {
    // Lists of its own: a new machine has none, and a run beside this one may hold the lock of the machine's.
    for (const folder of ['lists', 'cache/archives']) mkdirSync(join(temporary, folder, 'partial'), {recursive: true})
    const lists = ['-qq', '-o', `Dir::State::Lists=${temporary}/lists`, '-o', `Dir::Cache=${temporary}/cache`]
    run('apt-get', [...lists, 'update'])
    run('apt-get', [...lists, 'download', ...packages])
    const files = readdirSync(temporary).filter(name => name.endsWith('.deb'))
    for (const file of files) run('dpkg', ['-x', file, 'root'])
    moveUnlessThere(join(temporary, 'root'), folder)
  } finally {
    rmSync(temporary, {recursive: true, force: true})
  }
  return folder
}

/** A test file beside this one may have been faster. */
export function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}
