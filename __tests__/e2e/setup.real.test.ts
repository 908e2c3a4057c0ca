import {readFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {expect, test} from '@jest/globals'
import {output, start} from '../helpers/bundle.ts'
import {startCacheService} from '../helpers/cache-service.ts'
import {node24} from '../helpers/node24.ts'
import {type ActionOptions, runAction, type StepResult} from '../helpers/runner.ts'
import {changesIn, commitAll, inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

const SOURCE = {
  'go.mod': 'module example.com/acme/tool\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc main() { println(answer()) }\n\nfunc answer() int { return 42 }\n',
  'main_test.go':
    'package main\n\nimport "testing"\n\nfunc TestAnswer(t *testing.T) {\n\tif answer() != 42 {\n\t\tt.Fail()\n\t}\n}\n',
}

const PUSH = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_JOB: 'test',
}
const EVENT = {repository: {id: 1, full_name: 'acme/tool', default_branch: 'main'}}

/** A new machine: its home and Go's folders are empty. */
function machine(folder: string, name: string, workspace: string) {
  const home = join(folder, name)
  const go = {GOCACHE: join(home, 'build'), GOMODCACHE: join(home, 'mod'), GOPATH: join(home, 'go')}
  const options = {node: node24(), temp: join(home, 'temp'), workspace, action: 'setup', event: EVENT}
  writeFiles(options.temp, {'.keep': ''})
  return {go, options}
}

/** `go test` as a later step of the job runs it; the actions that were not in the cache. */
async function goTest(workspace: string, go: Record<string, string>, main: StepResult): Promise<number> {
  const graph = join(go.GOPATH ?? '', 'graph.json')
  writeFiles(go.GOPATH ?? '', {'.keep': ''})
  const env = {...go, ...main.env, GOFLAGS: '', PATH: [...main.paths, process.env.PATH].join(delimiter)}
  await output('go', ['test', `-debug-actiongraph=${graph}`, './...'], {cwd: workspace, env})
  const actions: {Mode: string; Cmd?: unknown}[] = JSON.parse(readFileSync(graph, 'utf8'))
  return actions.filter(({Mode, Cmd}) => Mode === 'build' && Cmd).length
}

test("the job's other steps get the Go and a warm cache, and the end of the job saves it", () =>
  inTemporaryFolder(async folder => {
    const service = await startCacheService(join(folder, 'service'))
    try {
      const workspace = join(folder, 'work')
      writeFiles(workspace, SOURCE)
      await commitAll(workspace)
      const job = async (name: string, run: string, more: Partial<ActionOptions> = {}) => {
        const {go, options} = machine(folder, name, workspace)
        let compiled = -1
        const {main, post} = await runAction({
          ...options,
          env: {...PUSH, ...service.env, ...go, GITHUB_RUN_ID: run},
          between: async step => {
            compiled = await goTest(workspace, go, step)
          },
          ...more,
        })
        expect({exitCode: main.exitCode, log: main.stdout + main.stderr}).toMatchObject({exitCode: 0})
        expect(post).toMatchObject({exitCode: 0, stderr: ''})
        return {main, post, compiled}
      }
      const cold = await job('one', '1')
      expect(cold.main.outputs['go-version']).toMatch(/^1\.\d+/)
      expect(cold.main.outputs['cache-hit']).toBe('false')
      expect(cold.compiled).toBeGreaterThan(20) // the standard library
      expect(cold.post.stdout).toMatch(/build cache: \d+ files of .* saved/)
      expect(service.entries.map(({key}) => key)).toEqual([expect.stringMatching(/^gcz-build-linux-x64-go1\..*-1-1$/)])

      const warm = await job('two', '2')
      expect(warm.main.outputs['cache-hit']).toBe('true')
      expect(warm.compiled).toBe(0)
      expect(warm.post.stdout).toMatch(/build cache: not saved \(\d of \d+ entries are new\)/)
      expect(service.entries).toHaveLength(1)
      expect(await changesIn(workspace)).toBe('')
    } finally {
      await service.stop()
    }
  }))

test('a wrong version fails the step with what there is, and the post step has nothing to do', () =>
  inTemporaryFolder(async folder => {
    const workspace = join(folder, 'work')
    writeFiles(workspace, SOURCE)
    await commitAll(workspace)
    const {go, options} = machine(folder, 'one', workspace)
    const {main, post} = await runAction({...options, inputs: {'go-version': 'newest'}, env: {...PUSH, ...go}})
    expect(main.exitCode).toBe(1)
    expect(main.stdout).toMatch(/::error.*newest/)
    expect(main.outputs).toEqual({})
    expect(post).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
    expect((await start('git', ['status', '--porcelain'], {cwd: workspace}).finished).stdout).toBe('')
  }))
