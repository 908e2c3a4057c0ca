import {cpSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import type {Report} from '../../src/report/types.ts'
import {runWorkflow} from '../helpers/act.ts'
import {HELLO} from '../helpers/broken.ts'
import {REPOSITORY} from '../helpers/bundle.ts'
import {digestOf, tagsOf, validate} from '../helpers/image.ts'
import {node24} from '../helpers/node24.ts'
import {startRegistry} from '../helpers/registries.ts'
import {runAction} from '../helpers/runner.ts'
import {changesIn, commitAll, inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

/** A repository with the action and the examples as they stand here, committed or not. */
async function shop(folder: string): Promise<string> {
  const source = join(folder, 'shop')
  for (const name of ['action.yml', 'setup', 'dist', 'examples']) {
    cpSync(join(REPOSITORY, name), join(source, name), {recursive: true})
  }
  await commitAll(source)
  return source
}

test('a workflow with `uses: ./` pushes, sets its outputs and writes a summary', async () => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async temp => {
      const image = `${registry.host}/acme/service`
      const run = await runWorkflow({
        temp,
        source: await shop(temp),
        steps: `
- id: go
  uses: ./setup
  with:
    working-directory: examples/service
- run: go version >"$RESULT/go"; printf '%s' "\${{ steps.go.outputs.go-version }}" >"$RESULT/go-version"
- id: image
  uses: ./
  with:
    working-directory: examples/service
    image: ${image}
- run: printf '%s' "$OUTPUTS" >"$RESULT/outputs.json"
  env:
    OUTPUTS: \${{ toJSON(steps.image.outputs) }}
- run: git status --porcelain --ignored >"$RESULT/changes"
`,
      })
      expect({exitCode: run.exitCode, log: run.stdout + run.stderr}).toMatchObject({exitCode: 0})
      const outputs: Record<string, string> = JSON.parse(run.result('outputs.json'))
      const digest = await digestOf(`${image}:main`) // a push to the default branch: its name is the tag
      expect(outputs).toMatchObject({
        image,
        digest,
        ref: `${image}@${digest}`,
        refs: `${image}:main`,
        'tag-names': 'main',
        pushed: 'true',
        changed: 'true',
      })
      expect(Object.keys(JSON.parse(outputs.digests ?? '{}'))).toEqual(['linux/amd64', 'linux/arm64'])
      const report: Report = JSON.parse(outputs.report ?? '{}')
      expect(report.images[0]?.digest).toBe(digest)
      expect(outputs['go-version']).toMatch(/^1\.\d+/)
      expect(run.result('go-version')).toBe(outputs['go-version'])
      expect(run.result('go')).toContain(`go${outputs['go-version']} `)
      await validate(`${image}:main`)
      expect(run.stdout).toContain(`${image}:main`)
      expect(run.stdout).toMatch(/Summary - .*\n/)
      expect(run.result('changes')).toBe('')
    })
  } finally {
    await registry.stop()
  }
})

test('a failing program fails the step, with the place in the source', async () => {
  await inTemporaryFolder(async temp => {
    const source = await shop(temp)
    writeFiles(source, {'examples/hello/main.go': 'package main\n\nfunc main() {\n\tundefined()\n}\n'})
    await commitAll(source)
    const steps =
      '- uses: ./\n  with:\n    working-directory: examples/hello\n    image: localhost:1/hello\n    push: false\n'
    const {exitCode, stdout} = await runWorkflow({temp, source, steps})
    expect(exitCode).not.toBe(0)
    expect(stdout).toContain('undefined: undefined')
    expect(stdout).toContain('Job failed')
  })
})

/** Node 24 as GitHub starts it, without an interpreter between: main, its files, post with its state. */
test('the runner contract: inputs with dashes, masks, annotations, outputs, summary, and a clean end', async () => {
  const registry = await startRegistry()
  try {
    await inTemporaryFolder(async folder => {
      const workspace = await shop(folder)
      const image = `${registry.host}/acme/hello`
      const secret = 'hunter2-and-more'
      const {main, post} = await runAction({
        node: node24(),
        workspace,
        temp: join(folder, 'runner temp'),
        inputs: {
          'working-directory': 'examples/hello',
          image,
          tags: 't1\nt2',
          push: 'true',
          username: 'someone',
          password: secret,
        },
        env: {GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main'},
      })
      expect({exitCode: main.exitCode, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0})
      expect(main.outputs.digest).toBe(await digestOf(`${image}:t1`))
      expect(main.outputs['tag-names']).toBe('t1\nt2')
      expect(await tagsOf(image)).toEqual(['t1', 't2'])
      expect(main.summary).toContain(`${image}:t1`)

      expect(main.stdout).toContain(`::add-mask::${secret}`)
      const unmasked = [main.stdout.replaceAll(/^::add-mask::.*$/gm, ''), main.stderr, main.summary, post.stdout]
      expect(unmasked.join('')).not.toContain(secret)
      expect(JSON.stringify(main.outputs)).not.toContain(secret)

      expect(post).toMatchObject({exitCode: 0, stderr: ''})
      expect(await changesIn(workspace)).toBe('')
    })
  } finally {
    await registry.stop()
  }
})

test('mistakes of a request come together, before any work', async () => {
  await inTemporaryFolder(async folder => {
    const {main} = await runAction({
      node: node24(),
      workspace: await shop(folder),
      temp: join(folder, 'temp'),
      inputs: {'working-directory': 'examples/hello', image: 'no reference', platforms: 'linux/amd64,windows/amd64'},
      env: {GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main'},
    })
    expect(main.exitCode).toBe(1)
    expect(main.stdout).toMatch(/::error.*no reference/)
    expect(main.stdout).toMatch(/::error.*windows\/amd64/)
    expect(main.outputs).toEqual({})
  })
})

test('an empty `with:` on a pull request from a fork: built and checked, not pushed, and no failure', async () => {
  await inTemporaryFolder(async folder => {
    const workspace = join(folder, 'work')
    writeFiles(workspace, HELLO)
    await commitAll(workspace)
    const {main} = await runAction({
      node: node24(),
      workspace,
      temp: join(folder, 'temp'),
      event: {
        pull_request: {
          number: 7,
          head: {sha: 'f'.repeat(40), repo: {id: 2, full_name: 'someone/shop'}},
          base: {repo: {id: 1, full_name: 'acme/shop'}},
        },
        repository: {id: 1, full_name: 'acme/shop', default_branch: 'main'},
      },
      env: {GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge', GITHUB_REF_NAME: '7/merge'},
    })
    expect({exitCode: main.exitCode, log: main.stdout}).toMatchObject({exitCode: 0})
    expect(main.outputs).toMatchObject({image: 'ghcr.io/acme/shop', pushed: 'false'})
    expect(main.outputs.digest).toMatch(/^sha256:/)
    expect(main.stdout).toMatch(/fork/)
    expect(await changesIn(workspace)).toBe('')
  })
})
