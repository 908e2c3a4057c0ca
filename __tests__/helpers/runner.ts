import type {ChildProcess} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'yaml'
import {type Finished, REPOSITORY, start} from './bundle.ts'

/** What GitHub's runner does around a step, for one action: the files it reads afterwards, and the state for post. */
export interface ActionRun {
  /** The main step, then the post step. */
  readonly main: StepResult
  readonly post: StepResult
}

export interface StepResult extends Finished {
  readonly outputs: Readonly<Record<string, string>>
  /** Markdown of the job summary. */
  readonly summary: string
  /** Set for the steps that follow. */
  readonly env: Readonly<Record<string, string>>
  readonly paths: readonly string[]
}

export interface ActionOptions {
  readonly node: string
  /** An empty folder for the runner's own files. */
  readonly temp: string
  /** Folder of the action.yml, from the repository's root; default: the root. */
  readonly action?: string
  /** Gets the main step, to end it early. */
  readonly started?: (main: ChildProcess) => void
  /** The other steps of the job, between main and post. */
  readonly between?: (main: StepResult) => Promise<void>
  /** The checkout. */
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  /** The event's payload. */
  readonly event?: object
  /** GITHUB_* and RUNNER_* beyond the ones that always stand; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, {readonly default?: string} | null>>
  readonly runs: {readonly main: string; readonly post: string}
}

const COMMAND_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const

/** Runs main and post of action.yml as a runner does: each input present, fresh command files for each step. */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  const folder = join(REPOSITORY, options.action ?? '.')
  const action: ActionFile = parse(readFileSync(join(folder, 'action.yml'), 'utf8'))
  const inputs = inputVariables(action, options.inputs ?? {})
  const {state, ...main} = await runStep(join(folder, action.runs.main), options, inputs, options.started)
  const stateVariables = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])
  await options.between?.(main)
  const {state: _, ...post} = await runStep(join(folder, action.runs.post), options, {
    ...inputs,
    ...Object.fromEntries(stateVariables),
  })
  return {main, post}
}

/** https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/Handlers/Handler.cs */
function inputVariables(action: ActionFile, given: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(given).filter(name => !(name in action.inputs))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  const variables: Record<string, string> = {}
  for (const [name, input] of Object.entries(action.inputs)) {
    const fallback = input?.default?.startsWith('${{') ? '' : (input?.default ?? '')
    variables[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] = given[name] ?? fallback
  }
  return variables
}

async function runStep(
  script: string,
  options: ActionOptions,
  variables: Readonly<Record<string, string>>,
  started?: ActionOptions['started'],
) {
  const folder = join(options.temp, '_runner_file_commands')
  mkdirSync(folder, {recursive: true})
  const files = Object.fromEntries(COMMAND_FILES.map(name => [name, join(folder, `${name}_${randomUUID()}`)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  const running = start(options.node, [script], {
    cwd: options.workspace,
    env: {...withoutOuterRunner(), ...runnerVariables(options), ...files, ...variables},
  })
  started?.(running.child)
  const finished = await running.finished
  const read = (name: (typeof COMMAND_FILES)[number]) => readFileSync(files[name] ?? '', 'utf8')
  return {
    ...finished,
    outputs: parseCommandFile(read('GITHUB_OUTPUT')),
    state: parseCommandFile(read('GITHUB_STATE')),
    env: parseCommandFile(read('GITHUB_ENV')),
    paths: read('GITHUB_PATH').split('\n').filter(Boolean),
    summary: read('GITHUB_STEP_SUMMARY'),
  }
}

/** These tests may themselves run in a workflow, whose event is none of ours. */
function withoutOuterRunner(): Record<string, undefined> {
  const outer = Object.keys(process.env).filter(name => /^(GITHUB|RUNNER|ACTIONS|INPUT|STATE)_/.test(name))
  return Object.fromEntries(outer.map(name => [name, undefined]))
}

function runnerVariables({temp, workspace, event = {}, env}: ActionOptions): Record<string, string | undefined> {
  const payload = join(temp, 'event.json')
  writeFileSync(payload, JSON.stringify(event))
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: REPOSITORY,
    GITHUB_EVENT_PATH: payload,
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'test',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(temp, 'tools'),
    GOTOOLCHAIN: 'local', // this machine's Go will do, unless a test is about which one to take
    ...env,
  }
}

/** `NAME=value`, or `NAME<<DELIMITER`, lines, `DELIMITER`. */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? []
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter)
      if (end < 0) throw new Error(`${name}: the delimiter ${delimiter} never comes`)
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n')
    } else if (line.includes('=')) {
      values[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return values
}
