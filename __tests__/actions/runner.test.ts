import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {createRunner} from '../../src/actions/index.ts'
import {parseCommandFile} from '../helpers/runner.ts'

// @actions/core finds the runner's files through process.env, so these are real ones, put there and taken away.
const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
let folder: string
let before: NodeJS.ProcessEnv

beforeEach(async () => {
  before = {...process.env}
  folder = await mkdtemp(join(tmpdir(), 'runner-'))
  for (const name of FILES) {
    process.env[name] = join(folder, name)
    await writeFile(join(folder, name), '')
  }
})
afterEach(async () => {
  process.env = before
  await rm(folder, {recursive: true, force: true})
})

test('outputs arrive as they are, with newlines and anything that looks like an end', async () => {
  const outputs = {refs: 'a:1\na:2', images: '{"a":"b=c"}', empty: '', odd: 'EOF\nghadelimiter_\n<<'}
  createRunner(process.env).setOutputs(outputs)
  expect(parseCommandFile(await readFile(join(folder, 'GITHUB_OUTPUT'), 'utf8'))).toEqual(outputs)
})

test('state goes from the main step to the post step', async () => {
  createRunner(process.env).saveState({folders: ['/tmp/a b'], saves: [], builders: []})
  const saved = Object.entries(parseCommandFile(await readFile(join(folder, 'GITHUB_STATE'), 'utf8')))
  expect(createRunner(process.env).readState()).toEqual({folders: [], saves: [], builders: []})
  for (const [name, value] of saved) process.env[`STATE_${name}`] = value
  expect(createRunner(process.env).readState()).toEqual({folders: ['/tmp/a b'], saves: [], builders: []})
})

test('the summary is added to what is there, unless it is too long or there is none', async () => {
  const path = join(folder, 'GITHUB_STEP_SUMMARY')
  await writeFile(path, '# before\n')
  await createRunner(process.env).addSummary('# ours\n')
  await createRunner(process.env).addSummary('é'.repeat(600_000))
  await createRunner({}).addSummary('# nowhere\n')
  expect(await readFile(path, 'utf8')).toBe('# before\n# ours\n')
})
