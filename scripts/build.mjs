// Bundles the doors into dist/ (or the folder given). The same sources give the same bytes in any folder.
import {existsSync} from 'node:fs'
import {chmod, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A build that fails leaves the bundle that was there. */
export async function buildDist(outDir) {
  const fresh = `${outDir}.new`
  await rm(fresh, {recursive: true, force: true})
  await buildInto(fresh)
  await rm(outDir, {recursive: true, force: true})
  await rename(fresh, outDir)
}

async function buildInto(outDir) {
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const {metafile} = await build({
    absWorkingDir: root,
    // The last one is a program that the action starts for each call of the cache service: dist/actions/cache-child.js.
    entryPoints: [
      ...['main', 'post', 'setup', 'setup-post', 'cli'].map(door => `src/${door}.ts`),
      'src/actions/cache-child.ts',
    ],
    outdir: outDir,
    bundle: true,
    splitting: true, // what is imported late loads late
    format: 'esm',
    platform: 'node',
    target: 'node20.15',
    charset: 'utf8',
    legalComments: 'none', // they stand in licenses.txt
    // Dependencies in CommonJS ask for Node's modules with `require`, which an ES module hasn't got.
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);",
    },
    define: {__VERSION__: JSON.stringify(version)},
    metafile: true,
    logLevel: 'warning',
  })
  await chmod(join(outDir, 'cli.js'), 0o755)
  await writeFile(join(outDir, 'licenses.txt'), await licensesOf(Object.keys(metafile.inputs)))
  const roots = join(root, 'scripts', 'roots.mjs')
  if (existsSync(roots)) await (await import(pathToFileURL(roots).href)).buildRoots(outDir)
}

/** The licence of every package that has a file in the bundle. */
async function licensesOf(inputs) {
  const folders = inputs.map(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean)
  const sections = []
  for (const folder of [...new Set(folders)].sort()) {
    const {name, version, license} = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'))
    const file = (await readdir(join(root, folder))).sort().find(entry => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? '' : `\n${(await readFile(join(root, folder, file), 'utf8')).trim()}\n`
    sections.push(`${name} ${version} (${license ?? 'no licence named'})\n${text}`)
  }
  return sections.join(`\n${'-'.repeat(80)}\n\n`).replaceAll('\r\n', '\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDist(resolve(process.argv[2] ?? join(root, 'dist')))
