// The tests' own runner and cache service, which are TypeScript, for benchmarks.
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bundles what `source` exports (paths from the repository's root) into `folder` and loads it, or gives its path. */
export async function bundleTs(folder, name, source) {
  const {outputFiles} = await build({
    absWorkingDir: root,
    stdin: {contents: source, resolveDir: root, loader: 'ts'},
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    plugins: [ownPlaces],
    banner: {js: "import {createRequire as __r} from 'node:module';const require = __r(process.cwd() + '/');"},
  })
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, outputFiles[0].contents)
  return file
}

/** Sources find the repository by their own place, which a bundle would take from them. */
const ownPlaces = {
  name: 'own-places',
  setup({onLoad}) {
    onLoad({filter: /\.(ts|mjs)$/}, ({path}) => {
      if (path.includes('node_modules')) return undefined
      const place = JSON.stringify(pathToFileURL(path).href)
      return {
        contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place),
        loader: path.endsWith('.ts') ? 'ts' : 'js',
      }
    })
  },
}

export async function loadHelpers(
  folder,
  source = `export {runAction} from './__tests__/helpers/runner.ts'
     export {startCacheService} from './__tests__/helpers/cache-service.ts'`,
) {
  return import(pathToFileURL(await bundleTs(folder, 'helpers', source)).href)
}
