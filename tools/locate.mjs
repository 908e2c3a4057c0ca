// Where the pinned tools live: shared by the set-up that builds them and by the tests that start them.
import {createHash} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {homedir} from 'node:os'
import {basename, join, resolve} from 'node:path'

const exe = process.platform === 'win32' ? '.exe' : ''
const readJson = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

export const tools = Object.fromEntries(
  Object.entries(readJson('versions.json')).map(([name, tool]) => [name, {...tool, version: versionOf(tool)}]),
)

const nodePackages = readJson('node24/package.json').optionalDependencies
/** The npm package that holds Node 24 for this machine; undefined where there is none. */
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
export const nodeVersion = nodePackages[nodePackage]

/** `goMod` names a folder beside this file whose go.mod pins the tool: the version is written there only. */
function versionOf(tool) {
  if (!tool.goMod) return tool.version
  if (tool.own) return hashOf(tool.goMod)
  const lines = readFileSync(new URL(`${tool.goMod}/go.mod`, import.meta.url), 'utf8').split('\n')
  const pins = lines.map(line => line.trim().split(/\s+/))
  const [, version] = pins.find(([path, pin]) => pin?.startsWith('v') && tool.package.startsWith(`${path}/`)) ?? []
  if (!version) throw new Error(`tools/${tool.goMod}/go.mod requires no module that holds ${tool.package}`)
  return version
}

/** Of a program of our own: with its sources changes its version, so that it is built anew. */
function hashOf(folder) {
  const hash = createHash('sha256')
  for (const name of readdirSync(new URL(folder, import.meta.url)).sort())
    hash.update(`${name}\0`).update(readFileSync(new URL(`${folder}/${name}`, import.meta.url)))
  return hash.digest('hex').slice(0, 12)
}

export function toolsFolder(env) {
  if (env.GO_CONTAINERIZE_TOOLS) return resolve(env.GO_CONTAINERIZE_TOOLS)
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'go-containerize-tools')
}

/** The folder carries the version, so a changed pin is built anew and an old checkout still finds its own. */
export function locateTool(name, env) {
  const tool = tools[name]
  if (!tool) throw new Error(`${name} is not in tools/versions.json (it has ${Object.keys(tools).join(', ')})`)
  const folder = join(toolsFolder(env), `${name}@${tool.version}`)
  return {...tool, folder, path: join(folder, basename(tool.package) + exe)}
}

export function locateNode24(env) {
  if (!nodeVersion) return undefined
  const folder = join(toolsFolder(env), `node@${nodeVersion}`)
  return {version: nodeVersion, folder, path: join(folder, 'node_modules', nodePackage, 'bin', `node${exe}`)}
}
