// A CI machine, new for every run: an empty disk, and what a runner tells the action there.
import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {newDisk} from './disk.mjs'

/**
 * Always at the same place, as hosted runners are: an entry is found only under the same paths, for setup-go at least.
 * -modcacherw: else go makes modules read-only, and they can't be removed.
 */
export function newMachine(folder) {
  execFileSync('sync') // what the machine before still had to write is not for this one to wait for
  const disk = newDisk(folder)
  const temp = join(folder, 'temp')
  mkdirSync(temp, {recursive: true})
  const go = {
    GOCACHE: join(folder, 'go-build'),
    GOMODCACHE: join(folder, 'mod'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    GOFLAGS: '-buildvcs=false -modcacherw',
  }
  return {folder, temp, go, remove: disk.remove}
}

/** The action's step for a push to the default branch: the time of main, that of main and post, and the report. */
export async function runStep({world, helpers, service, workspace, machine, number, inputs, env = {}}) {
  const started = performance.now()
  let mainMs = 0
  const {main, post} = await helpers.runAction({
    node: world.node,
    action: world.action,
    temp: machine.temp,
    workspace,
    inputs,
    event: {repository: {id: 1, full_name: 'acme/exporter', default_branch: 'main'}},
    env: {
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REF_NAME: 'main',
      GITHUB_RUN_ID: String(number),
      RUNNER_ENVIRONMENT: 'github-hosted',
      ...service.env,
      ...machine.go,
      ...env,
    },
    between: async () => {
      mainMs = performance.now() - started
    },
  })
  const ms = performance.now() - started
  for (const step of [main, post]) if (step.exitCode !== 0) throw new Error(`${step.stdout}${step.stderr}`)
  return {mainMs, ms, report: JSON.parse(main.outputs.report), log: main.stdout}
}
