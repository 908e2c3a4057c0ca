import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imports-'))
})
afterEach(() => rmSync(root, {recursive: true}))

function check(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), {recursive: true})
    writeFileSync(join(root, name), text)
  }
  const {status, stderr} = spawnSync(process.execPath, ['scripts/check-imports.mjs', root], {encoding: 'utf8'})
  return {status, stderr}
}

describe('a planted import', () => {
  test.each([
    ['lib/log.ts', `import {parse} from '../oci/index.ts'`, 'lib/ may not know oci/'],
    ['lib/log.ts', `import type {Plan} from '../plan/types.ts'`, 'lib/ may not know plan/'],
    ['oci/tar.ts', `export {log} from '../github/index.ts'`, 'oci/ and github/ do not know each other'],
    ['oci/tar.ts', `import {log} from '../actions/index.ts'`, 'oci/ may not know actions/'],
    ['plan/plan.ts', `import {run} from '../pipeline.ts'`, 'plan/ may not know the pipeline'],
    ['plan/plan.ts', `export * from '../cli/index.ts'`, 'plan/ may not know cli/'],
    ['pipeline.ts', `import {build} from './cli/build.ts'`, 'the pipeline may not know cli/'],
    ['pipeline.ts', `import './main.ts'`, 'the pipeline may not know a door'],
    ['plan/plan.ts', `import {put} from '../registry/push.ts'`, 'registry/ is used through its index.ts'],
    [
      'plan/plan.ts',
      `export const late = () => import('../registry/push.ts')`,
      'registry/ is used through its index.ts',
    ],
    ['plan/plan.ts', `export type P = import('../registry/push.ts').P`, 'registry/ is used through its index.ts'],
    ['report/x.ts', `import * as core from '@actions/core'`, 'used in src/actions only'],
    ['registry/http.ts', `import {HttpClient} from '@actions/http-client'`, 'src/registry by import() only'],
    ['plan/plan.ts', `import {Command} from 'commander'`, 'used in src/cli only'],
    ['plan/plan.ts', `import {helper} from '../../tools/locate.mjs'`, 'outside the sources'],
  ])('%s: %s', (file, line, why) => {
    const source = `// Why this file is there, with ünicode.\n\n/* two\nlines */\n${line}\n`
    const {status, stderr} = check({[file]: source})
    expect(stderr).toContain(`${file}:5 imports `)
    expect(stderr).toContain(why)
    expect(status).toBe(1)
  })
})

test('two rooms that need each other are a circle; types may point both ways', () => {
  const types = {
    'plan/types.ts': `import type {B} from '../go/types.ts'`,
    'go/types.ts': `import type {A} from '../plan/types.ts'`,
  }
  expect(check(types).status).toBe(0)
  const {status, stderr} = check({
    'plan/index.ts': `import '../go/index.ts'`,
    'go/index.ts': `import '../plan/index.ts'`,
  })
  expect(stderr).toContain('go → plan → go: a circle')
  expect(status).toBe(1)
})

test('what the rules allow', () => {
  const {status, stderr} = check({
    'main.ts': `import {run} from './pipeline.ts'\nimport {inputs} from './actions/index.ts'\nimport p from '../package.json'`,
    'cli.ts': `import {build} from './cli/build.ts'`,
    'cli/build.ts': `import {Command} from 'commander'\nimport {run} from '../pipeline.ts'`,
    'pipeline.ts': `import {plan} from './plan/index.ts'\nimport {assemble} from './engine/embedded/index.ts'`,
    'plan/index.ts': `import {digest} from '../oci/digest.ts'\nimport type {Go} from '../go/types.ts'\nimport './own.ts'`,
    'actions/index.ts': `import {setOutput} from '@actions/core'\nimport {UserError} from '../lib/errors.ts'`,
    'registry/proxy.ts': `export const load = () => import('@actions/http-client')`,
    'lib/text.ts': `export const notAnImport = "import {x} from '../plan/plan.ts'"`,
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

test("the project's own sources", () => {
  const {status, stderr} = spawnSync(process.execPath, ['scripts/check-imports.mjs'], {encoding: 'utf8'})
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
