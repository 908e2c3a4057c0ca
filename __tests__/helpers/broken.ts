import {mkdirSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {CLI, type Finished, type RunOptions, type Started, start, startCli} from './bundle.ts'
import {changesIn, commitAll, inTemporaryFolder, writeFiles} from './workspace.ts'

export interface BrokenCase {
  /** The user's repository. */
  readonly files: Readonly<Record<string, string>>
  /** The command line. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The largest file that may be written, in place of a full disk. */
  readonly fileSizeLimitKb?: number
  /** Called when the program has started, for what must happen while it runs. */
  readonly meanwhile?: (started: Started) => Promise<void>
}

export interface Aftermath extends Finished {
  /** Paths of what should not be there: temporary files, and changes of the work tree. */
  readonly left: readonly string[]
}

/** Runs the bundle in a fresh repository, and afterwards looks for anything that it left. */
export function runBroken({files, args, env = {}, fileSizeLimitKb, meanwhile}: BrokenCase): Promise<Aftermath> {
  return inTemporaryFolder(async folder => {
    const [work, temporary, cache] = ['work', 'tmp', 'cache'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ]
    for (const path of [work, temporary, cache]) mkdirSync(path)
    writeFiles(work, files)
    await commitAll(work)
    const options = {cwd: work, env: {TMPDIR: temporary, GO_CONTAINERIZE_CACHE: cache, ...env}}
    const started = fileSizeLimitKb ? startLimited(fileSizeLimitKb, args, options) : startCli(args, options)
    await meanwhile?.(started)
    const finished = await started.finished
    const changes = (await changesIn(work)).split('\n').filter(line => line !== '')
    const temporaries = filesBelow(cache).filter(name => /(^|\/)tmp-|\.tmp$|\.part$/.test(name))
    return {...finished, left: [...changes, ...readdirSync(temporary), ...temporaries]}
  })
}

function startLimited(limitKb: number, args: readonly string[], options: RunOptions): Started {
  const script = 'ulimit -f "$0" && exec "$@"'
  return start('bash', ['-c', script, String(limitKb), process.execPath, CLI, ...args], options)
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true}).map(String)
}

export const HELLO = {
  'go.mod': 'module example.com/hello\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() { println("hello") }\n',
}
