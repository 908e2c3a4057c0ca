import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import {type Finished, output, start} from './bundle.ts'
import {node24} from './node24.ts'
import {toolPath} from './tools.ts'
import {commitAll, writeFiles} from './workspace.ts'

export interface Workflow {
  /** The steps after the checkout, as YAML. They see $RESULT, a folder for what the test wants to read. */
  readonly steps: string
  /** A repository that stands in for what actions/checkout would fetch; the action itself lies in it. */
  readonly source: string
  readonly temp: string
}

export interface WorkflowRun extends Finished {
  /** Text of a file in $RESULT. */
  readonly result: (name: string) => string
}

/**
 * Runs a real workflow on this machine, without Docker or network: act interprets it and starts the action with the
 * `node` that stands first on PATH. Its push event is one of the default branch of acme/shop.
 */
export async function runWorkflow({steps, source, temp}: Workflow): Promise<WorkflowRun> {
  const [work, results, home] = ['work', 'results', 'home'].map(name => join(temp, name)) as [string, string, string]
  for (const folder of [work, results, home]) mkdirSync(folder, {recursive: true})
  writeFiles(work, {'.github/workflows/image.yml': `${HEAD}${steps.replace(/^/gm, '      ').trimEnd()}\n`})
  await commitAll(work)
  await output('git', ['remote', 'add', 'origin', 'https://github.com/acme/shop.git'], {cwd: work})
  const event = join(temp, 'event.json')
  writeFileSync(event, JSON.stringify(PUSH_EVENT))

  const variables = {SOURCE: source, RESULT: results, ...(await goFolders())}
  const args = [
    'push',
    '-P',
    'ubuntu-latest=-self-hosted',
    '--eventpath',
    event,
    '--no-cache-server',
    '--action-cache-path',
    join(temp, 'act'),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ]
  const finished = await start(toolPath('act'), args, {
    cwd: work,
    // act reads settings from the home folder, and this test shall not depend on them.
    env: {HOME: home, XDG_CONFIG_HOME: home, PATH: [dirname(node24()), process.env.PATH].join(delimiter)},
  }).finished
  return {...finished, result: name => readFileSync(join(results, name), 'utf8')}
}

const HEAD = `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: git clone --quiet "$SOURCE" .
`

const PUSH_EVENT = {
  ref: 'refs/heads/main',
  repository: {name: 'shop', full_name: 'acme/shop', default_branch: 'main', owner: {login: 'acme'}},
}

/** With another home Go would compile the standard library anew. */
async function goFolders(): Promise<Record<string, string>> {
  const {
    GOCACHE = '',
    GOMODCACHE = '',
    GOPATH = '',
  }: Record<string, string> = JSON.parse(await output('go', ['env', '-json', 'GOCACHE', 'GOMODCACHE', 'GOPATH']))
  return {GOCACHE, GOMODCACHE, GOPATH, GOTOOLCHAIN: 'local'}
}
