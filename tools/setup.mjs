#!/usr/bin/env node
// Builds the pinned tools of the real tests into a cache folder, once. Jest calls it before them; by hand:
//   node tools/setup.mjs          what the tests need
//   node tools/setup.mjs ko       also this one
import {spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {locateNode24, locateTool, tools, toolsFolder} from './locate.mjs'

const lockedNode24 = fileURLToPath(new URL('node24/', import.meta.url))

/** Jest's globalSetup. */
export default function setUp() {
  setUpTools(
    Object.keys(tools).filter(name => !tools[name].only),
    process.env,
  )
}

export function setUpTools(names, env) {
  for (const name of names) buildTool(name, env)
  installNode24(env)
}

function buildTool(name, env) {
  const tool = locateTool(name, env)
  if (existsSync(tool.path)) return
  say(`building ${name} ${tool.version}`)
  inFreshFolder(tool.folder, env, folder =>
    run('go', installArguments(tool), {
      ...env,
      GOBIN: folder,
      // Not empty: an empty one falls back to what `go env -w` stored. The user's flags could break a foreign module.
      GOFLAGS: '-trimpath',
      GOTOOLCHAIN: 'auto',
      GOWORK: 'off',
      GOOS: '',
      GOARCH: '',
      CGO_ENABLED: '0',
    }),
  )
}

function installArguments({package: path, version, goMod, versionVariable}) {
  const ldflags = versionVariable ? ['-ldflags', `-X ${versionVariable}=${version}`] : []
  if (!goMod) return ['install', ...ldflags, `${path}@${version}`]
  return ['-C', fileURLToPath(new URL(goMod, import.meta.url)), 'install', '-mod=readonly', ...ldflags, path]
}

/** The action runs on Node 24, the tests on whatever started them; `npm ci` checks the package against our lock file. */
function installNode24(env) {
  const node = locateNode24(env)
  if (!node || existsSync(node.path)) return
  say(`installing Node ${node.version}`)
  inFreshFolder(node.folder, env, folder => {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(lockedNode24, file), join(folder, file))
    const args = ['ci', '--prefix', folder, '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund']
    // Below `npm cit` this names npm's own script, which needs no shell on any system.
    if (env.npm_execpath) run(process.execPath, [env.npm_execpath, ...args], env)
    else run('npm', args, env)
  })
}

/** Fills a temporary folder and renames it: an interrupted build leaves nothing that looks ready. */
function inFreshFolder(folder, env, fill) {
  const parent = toolsFolder(env)
  mkdirSync(parent, {recursive: true})
  const temporary = mkdtempSync(join(parent, 'tmp-'))
  try {
    fill(temporary)
    try {
      renameSync(temporary, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error // else a run beside this one was faster
    }
  } finally {
    rmSync(temporary, {recursive: true, force: true})
  }
}

function run(program, args, env) {
  const {error, status} = spawnSync(program, args, {env, stdio: ['ignore', 2, 2]})
  if (error?.code === 'ENOENT')
    throw new Error(
      `The real tests need ${program} on PATH. ${program === 'go' ? 'Install Go 1.26: https://go.dev/dl' : ''}`,
    )
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}; its messages stand above`)
}

function say(text) {
  process.stderr.write(`tools: ${text}\n`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp()
  setUpTools(process.argv.slice(2), process.env)
}
