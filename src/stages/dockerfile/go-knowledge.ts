import {realpath} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {isAbsolute, join, relative, sep} from 'node:path'
import type {Context} from '../../context.ts'
import {
  type CompileFacts,
  goListArguments,
  type ModeDecision,
  type StageCompile,
  summarizeGoList,
  type UnlistedCompile,
} from '../../dockerfile/index.ts'
import type {RunGo} from '../../go/index.ts'

/** By their ids. */
export interface CompilesKnown {
  readonly compileFacts: ReadonlyMap<string, CompileFacts>
  readonly unlisted: ReadonlyMap<string, UnlistedCompile>
}

/** What go says of each compile that is still open: which files it reads, or why it can't tell. */
export async function listCompiles(
  {signal}: Pick<Context, 'signal'>,
  go: RunGo,
  context: string,
  decision: ModeDecision,
): Promise<CompilesKnown> {
  const open = decision.mode === 'replace' ? decision.open : []
  const root = await realpath(context)
  const facts = await Promise.all(
    open.map(async compile => [compile.id, await listOne({signal}, go, root, compile)] as const),
  )
  return {
    compileFacts: new Map(facts.flatMap(([id, found]) => ('failure' in found ? [] : [[id, found] as const]))),
    unlisted: new Map(facts.flatMap(([id, found]) => ('failure' in found ? [[id, found] as const] : []))),
  }
}

async function listOne(
  {signal}: Pick<Context, 'signal'>,
  go: RunGo,
  context: string,
  compile: StageCompile,
): Promise<CompileFacts | UnlistedCompile> {
  const options = {cwd: join(context, compile.folder), env: await stageEnv(go, compile), signal}
  const places = await go(['env', 'GOMODCACHE', 'GOWORK'], options)
  const [moduleCache = '', workFile = ''] = places.stdout.trimEnd().split(/\r?\n/)
  const {exitCode, stdout, stderr} = await go(goListArguments(compile), options)
  if (exitCode !== 0) return {failure: failureOf(stderr)}
  return withTargets(summarizeGoList(stdout, {context, moduleCache, workFile}), context)
}

function failureOf(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter(line => line !== '' && !/^(go: downloading |# )/.test(line))
  return lines[0]?.trim() ?? 'go list failed'
}

/** Of a link also what it leads to: the stage has the link, and perhaps something else behind it. */
async function withTargets(facts: CompileFacts, context: string): Promise<CompileFacts> {
  const targets = await Promise.all(facts.files.map(async file => realpath(join(context, file))))
  const found = targets.map(target => relative(context, target).split(sep).join('/'))
  const isOutside = (path: string) => path.startsWith('../') || isAbsolute(path)
  return {
    ...facts,
    files: [...new Set([...facts.files, ...found.filter(path => !isOutside(path))])].sort(),
    outside: [...facts.outside, ...targets.filter((_, at) => isOutside(found[at] ?? ''))],
  }
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
