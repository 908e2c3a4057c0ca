#!/usr/bin/env node
// The whole test: each step runs whatever the others said, and the last line counts all tests of all runs.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'go-containerize-test-'))
const jest = project => ({
  name: `${project} tests`,
  args: [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    project,
    '--json',
    '--outputFile',
    join(folder, `${project}.json`),
  ],
  results: join(folder, `${project}.json`),
})

const STEPS = [
  {name: 'types', args: ['node_modules/typescript/bin/tsc']},
  {name: 'lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']},
  {name: 'imports', args: ['scripts/check-imports.mjs']},
  {name: 'generated files', args: ['scripts/check-generated.mjs']},
  jest('unit'),
  jest('real'),
]

function countOf({results}) {
  try {
    const {numPassedTests, numFailedTests, numRuntimeErrorTestSuites} = JSON.parse(readFileSync(results, 'utf8'))
    return {passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites}
  } catch {
    return {passed: 0, failed: 1} // jest ended before it could write: a broken set-up
  }
}

try {
  const failed = []
  const total = {passed: 0, failed: 0}
  for (const step of STEPS) {
    console.log(`\n== ${step.name}`)
    const {status} = spawnSync(process.execPath, step.args, {stdio: ['ignore', 'inherit', 'inherit']})
    if (status !== 0) failed.push(step.name)
    if (!step.results) continue
    const count = countOf(step)
    total.passed += count.passed
    total.failed += count.failed
  }
  console.log(failed.length > 0 ? `\nfailed: ${failed.join(', ')}` : '\nall steps passed')
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = failed.length > 0 ? 1 : 0
} finally {
  rmSync(folder, {recursive: true, force: true})
}
