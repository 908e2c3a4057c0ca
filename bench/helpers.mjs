// The tests' own runner and cache service, which are TypeScript, for benchmarks.
import {writeFileSync} from 'node:fs'
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
    // The helpers find the repository by their own place.
    define: {'import.meta.url': JSON.stringify(pathToFileURL(join(root, '__tests__/helpers/bundle.ts')).href)},
    banner: {js: "import {createRequire as __r} from 'node:module';const require = __r(process.cwd() + '/');"},
  })
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, outputFiles[0].contents)
  return file
}

export async function loadHelpers(folder) {
  const file = await bundleTs(
    folder,
    'helpers',
    `export {runAction} from './__tests__/helpers/runner.ts'
     export {startCacheService} from './__tests__/helpers/cache-service.ts'`,
  )
  return import(pathToFileURL(file).href)
}
