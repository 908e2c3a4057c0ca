import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {REPOSITORY} from './bundle.ts'

export interface CacheProgram {
  /** For `createCacheService`. */
  readonly script: string
  remove(): void
}

/** The program round @actions/cache, bundled from the sources as scripts/build.mjs does it. */
export function bundleCacheProgram(): CacheProgram {
  const folder = mkdtempSync(join(tmpdir(), 'gcz-cache-program-'))
  const script = join(folder, 'cache-child.mjs')
  const banner = "import {createRequire as __r} from 'node:module';const require = __r(import.meta.url);"
  execFileSync(join(REPOSITORY, 'node_modules/.bin/esbuild'), [
    join(REPOSITORY, 'src/actions/cache-child.ts'),
    ...['--bundle', '--format=esm', '--platform=node', '--target=node20.15', '--log-level=warning'],
    `--banner:js=${banner}`,
    `--outfile=${script}`,
  ])
  return {script, remove: () => rmSync(folder, {recursive: true, force: true})}
}
