import {realpath} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {
  type CompileFacts,
  goListArguments,
  type ModeDecision,
  type StageCompile,
  summarizeGoList,
} from '../../dockerfile/index.ts'
import type {RunGo} from '../../go/index.ts'

/** What go says of each compile that is still open: which files it reads. A compile that go can't list stays open. */
export async function listCompiles(
  {signal}: Pick<Context, 'signal'>,
  go: RunGo,
  context: string,
  decision: ModeDecision,
): Promise<ReadonlyMap<string, CompileFacts>> {
  const open = decision.mode === 'replace' ? decision.open : []
  const root = await realpath(context)
  const facts = await Promise.all(
    open.map(async compile => [compile.id, await listOne({signal}, go, root, compile)] as const),
  )
  return new Map(facts.flatMap(([id, found]) => (found ? [[id, found] as const] : [])))
}

async function listOne(
  {signal}: Pick<Context, 'signal'>,
  go: RunGo,
  context: string,
  compile: StageCompile,
): Promise<CompileFacts | undefined> {
  const options = {cwd: join(context, compile.folder), env: await stageEnv(go, compile), signal}
  const places = await go(['env', 'GOMODCACHE', 'GOWORK'], options)
  const [moduleCache = '', workFile = ''] = places.stdout.trimEnd().split(/\r?\n/)
  const {exitCode, stdout} = await go(goListArguments(compile), options)
  return exitCode === 0 ? summarizeGoList(stdout, {context, moduleCache, workFile}) : undefined
}

/** Where modules come from and where caches are is this machine's business, whatever its `go env -w` says of the rest. */
const OWN = [
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOAUTH',
  'GOCACHE',
  'GOMODCACHE',
  'GOPATH',
]

/**
 * The environment of a compile that stands for one in a stage: nothing that changes its result comes from this machine,
 * so also not from the file of `go env -w`.
 */
export async function stageEnv(go: RunGo, {env}: Pick<StageCompile, 'env'>): Promise<Record<string, string>> {
  const {stdout} = await go(['env', ...OWN], {cwd: tmpdir()})
  const values = stdout.split(/\r?\n/)
  const own = Object.fromEntries(OWN.flatMap((name, at) => (values[at] ? [[name, values[at]]] : [])))
  return {...own, GOENV: 'off', ...env}
}
