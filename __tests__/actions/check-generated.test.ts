import {execFileSync} from 'node:child_process'
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, expect, test} from '@jest/globals'

const SCRIPT = fileURLToPath(new URL('../../scripts/check-generated.mjs', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-generated-'))
  for (const name of ['wanted', 'found']) {
    await mkdir(join(folder, name, 'deep'), {recursive: true})
    await writeFile(join(folder, name, 'cli.js'), 'x', {mode: 0o755})
    await writeFile(join(folder, name, 'deep', 'a.js'), 'a')
  }
})
afterEach(() => rm(folder, {recursive: true, force: true}))

/** What the check says of two folders. It runs in a plain Node: esbuild does not work within jest's realm. */
function differences(): readonly string[] {
  const program = `import {differences} from ${JSON.stringify(SCRIPT)}
    console.log(JSON.stringify(await differences(process.argv[1], process.argv[2])))`
  const args = ['--input-type=module', '-e', program, join(folder, 'wanted'), join(folder, 'found')]
  return JSON.parse(execFileSync(process.execPath, args, {encoding: 'utf8'}))
}

test('equal folders pass', () => expect(differences()).toEqual([]))

test('what differs, is missing, is left over or has lost its mode is named with the fix', async () => {
  await writeFile(join(folder, 'found', 'deep', 'a.js'), 'b')
  await writeFile(join(folder, 'found', 'old.js'), '')
  await writeFile(join(folder, 'wanted', 'new.js'), '')
  await chmod(join(folder, 'found', 'cli.js'), 0o644)
  expect(differences()).toEqual([
    'dist/cli.js has another mode: npm run build',
    'dist/deep/a.js differs: npm run build',
    'dist/new.js is missing: npm run build',
    'dist/old.js is left over: npm run build',
  ])
})
