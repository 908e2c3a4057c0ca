// A public program as an action's checkout would have it: a git work tree, made of its module zip.
import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, readdirSync, rmSync} from 'node:fs'
import {basename, join} from 'node:path'

/** Nothing of this machine's git and Go settings. The dates are fixed, so that a commit has one name. */
const ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  GOENV: 'off',
  GOFLAGS: '-mod=mod',
  GOWORK: 'off',
  GOTOOLCHAIN: 'auto', // a module may ask for a newer Go than this machine's, only to be fetched
}

/** The folder of a module in Go's module cache, read-only. @param {string} module `PATH@VERSION` */
export function moduleFolder(module, cwd) {
  const {Dir} = JSON.parse(call('go', ['mod', 'download', '-json', module], cwd))
  return Dir
}

/**
 * A zip holds what git has, but for the vendor folder, modules nested in it, links and the executable bits.
 * https://go.dev/ref/mod#zip-files
 * @param project `without`: files that name what the zip lacks
 */
export function checkOut({module, without = []}, folder) {
  cpSync(moduleFolder(module, join(folder, '..')), folder, {recursive: true})
  makeWritable(folder)
  for (const file of without) rmSync(join(folder, file))
  call('git', ['init', '--quiet', '--initial-branch=main'], folder)
  commitAll(folder, module)
  call('git', ['tag', module.slice(module.lastIndexOf('@') + 1)], folder)
}

/** All files, also those that a .gitignore names: they come from git. */
export function commitAll(folder, message) {
  call('git', ['add', '--all', '--force'], folder)
  call('git', ['commit', '--quiet', '--allow-empty', '--message', message], folder)
}

/** Were there any? */
export function removeIgnoreFiles(folder) {
  const found = readdirSync(folder, {recursive: true}).filter(name => basename(name) === '.gitignore')
  for (const name of found) rmSync(join(folder, name))
  return found.length > 0
}

function makeWritable(path) {
  chmodSync(path, 0o755)
  for (const entry of readdirSync(path, {withFileTypes: true})) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) makeWritable(child)
    else chmodSync(child, 0o644)
  }
}

function call(program, args, cwd) {
  const options = {cwd, env: {...process.env, ...ENV}, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024}
  const {error, status, stdout, stderr} = spawnSync(program, args, options)
  if (error || status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error ?? `${stdout}${stderr}`}`)
  return stdout
}
