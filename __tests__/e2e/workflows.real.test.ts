import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {output, REPOSITORY, start} from '../helpers/bundle.ts'
import {toolPath} from '../helpers/tools.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

const folder = join(REPOSITORY, '.github/workflows')
const workflows = readdirSync(folder)

test('actionlint finds nothing in our workflows', async () => {
  const files = workflows.map(name => join(folder, name))
  // Without shellcheck and pyflakes: whether a machine has them must not change the result.
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', ...files]
  const {exitCode, stdout, stderr} = await start(toolPath('actionlint'), args, {cwd: REPOSITORY}).finished
  expect(stdout + stderr).toBe('')
  expect(exitCode).toBe(0)
})

test.each(workflows)('%s pins each action of others by commit and says which version that is', name => {
  const uses = [...readFileSync(join(folder, name), 'utf8').matchAll(/uses: (.+)/g)].map(([, text = '']) => text)
  expect(uses.length).toBeGreaterThan(0)
  for (const text of uses) expect(text).toMatch(/^(\.\/$|[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/)
})

test('actionlint accepts the workflow to copy from the README', async () => {
  const [, workflow = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(REPOSITORY, 'README.md'), 'utf8')) ?? []
  expect(workflow).toContain('packages: write')
  await inTemporaryFolder(async temp => {
    writeFiles(temp, {'image.yml': workflow})
    await output(toolPath('actionlint'), ['-shellcheck=', '-pyflakes=', join(temp, 'image.yml')], {cwd: REPOSITORY})
  })
})
