// Fails when action.yml, docs/reference.md or dist/ are not what the sources give.
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {buildDist} from './build.mjs'
import {generatedFiles} from './generate.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

async function staleTexts() {
  const faults = []
  for (const [path, text] of Object.entries(await generatedFiles())) {
    const found = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (found !== text) faults.push(`${path} ${found === undefined ? 'is missing' : 'differs'}: npm run generate`)
  }
  return faults
}

async function staleDist() {
  const fresh = await mkdtemp(join(tmpdir(), 'go-containerize-dist-'))
  try {
    await buildDist(fresh)
    return await differences(fresh, join(root, 'dist'))
  } finally {
    await rm(fresh, {recursive: true, force: true})
  }
}

/** One line for each file of the bundle that is not as it should be. */
export async function differences(wantedFolder, foundFolder) {
  const [wanted, found] = [await filesOf(wantedFolder), await filesOf(foundFolder)]
  const faults = []
  for (const path of [...new Set([...wanted, ...found])].sort()) {
    const state = !found.has(path) ? 'is missing' : !wanted.has(path) ? 'is left over' : await compare(path)
    if (state !== undefined) faults.push(`dist/${path} ${state}: npm run build`)
  }
  return faults

  async function compare(path) {
    const [a, b] = [join(wantedFolder, path), join(foundFolder, path)]
    if (!(await readFile(a)).equals(await readFile(b))) return 'differs'
    return (await isExecutable(a)) === (await isExecutable(b)) ? undefined : 'has another mode'
  }
}

async function isExecutable(path) {
  return ((await stat(path)).mode & 0o100) !== 0
}

async function filesOf(folder) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => [])
  const files = entries.filter(entry => entry.isFile())
  return new Set(files.map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = [...(await staleTexts()), ...(await staleDist())]
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}
