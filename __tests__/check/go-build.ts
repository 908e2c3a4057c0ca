import {join} from 'node:path'
import type {Binary} from '../../src/go/index.ts'
import {output} from '../helpers/bundle.ts'
import {writeFiles} from '../helpers/workspace.ts'

/** Links the smallest program there is: without imports only Go's runtime is compiled for each architecture. */
export async function goBuild(
  folder: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<string> {
  writeFiles(folder, {'go.mod': 'module example.com/elf\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n'})
  const file = join(folder, ['elf', ...Object.values(env), ...flags].join('_'))
  await output('go', ['build', ...flags, '-o', file, '.'], {
    cwd: folder,
    env: {GOOS: 'linux', GOFLAGS: '', GOWORK: 'off', ...env},
  })
  return file
}

/** The program at `path` as the pipeline hands it to the check. */
export function binaryAt(path: string, architecture: string): Binary {
  const main = {importPath: 'example.com/elf', dir: '', name: 'elf', modulePath: 'example.com/elf', moduleDir: ''}
  return {main, platform: {os: 'linux', architecture}, path, sha256: '', size: 0}
}
