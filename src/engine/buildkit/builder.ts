import {randomUUID} from 'node:crypto'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {RequestError, UserError} from '../../lib/errors.ts'
import {removeTree} from '../../lib/files.ts'
import type {Log} from '../../lib/log.ts'
import type {BuilderRequest} from '../../request/types.ts'
import type {AppendedNode} from './append.ts'
import type {Buildx} from './buildx.ts'
import {asksForBuilder, BUILDKIT_IMAGE, createArguments} from './create.ts'
import {hintFor} from './hints.ts'
import {type Builder, canWriteLayout, parseBuilder} from './inspect.ts'

export interface BuilderContext {
  readonly buildx: Buildx
  readonly request: BuilderRequest
  /** Rights that the build asks for. */
  readonly allow: readonly string[]
  readonly log: Log
  /** It is only asked about a Dockerfile, and writes no layout. */
  readonly asksOnly?: boolean
  /** Told the name of a builder before it is made, so that a later process can remove it should this one be killed. */
  readonly onMake?: (name: string) => void
}

/** The builder of a run. */
export interface ChosenBuilder {
  readonly builder: Builder
  /** Why this one. */
  readonly reason: string
  /** Removes it if it was made for this run. */
  remove(): Promise<void>
}

/** The builder that the request names or describes, else the current one, else one that can write a layout. */
export async function chooseBuilder(context: BuilderContext): Promise<ChosenBuilder> {
  const {buildx, request, log, asksOnly = false} = context
  if (asksForBuilder(request)) return makeBuilder(context, 'made for this run, as the request describes it')
  const builder = await inspect(buildx, request.name)
  if (asksOnly || canWriteLayout(builder)) {
    const reason = request.name === undefined ? `the current builder of ${buildx.name}` : 'named by "builder"'
    return {builder, reason, remove: async () => {}}
  }
  log.info(
    `The builder "${builder.name}" is Docker's own, without the containerd image store: it can write no image layout. ` +
      `A container of ${request.image ?? BUILDKIT_IMAGE} builds instead, which costs a pull and some seconds, and ` +
      'starts without a layer cache. An earlier step docker/setup-buildx, or "builder", saves that.',
  )
  const endpoint = builder.nodes[0]?.endpoint
  const reason = `made for this run, because "${builder.name}" can write no image layout`
  return makeBuilder(context, reason, endpoint === 'default' ? undefined : endpoint)
}

async function makeBuilder(context: BuilderContext, reason: string, endpoint?: string): Promise<ChosenBuilder> {
  const {buildx, request, allow, onMake} = context
  const nodes = await appendedNodes(request)
  const name = `go-containerize-${randomUUID()}`
  const remove = () => removeBuilder(buildx, name)
  const inline = await inlineConfig(request.buildkitdConfigInline)
  try {
    const making = {name, nodes, allow, ...(inline && {inlineConfig: inline.path}), ...(endpoint && {endpoint})}
    const commands = createArguments(request, making)
    onMake?.(name)
    for (const args of commands) {
      const {exitCode, stderr} = await buildx.run(args)
      if (exitCode !== 0) throw failed('make a builder', stderr)
    }
    return {builder: await inspect(buildx, name), reason, remove}
  } catch (error) {
    // Its failure would hide the cause.
    await remove().catch(() => {})
    throw error
  } finally {
    await inline?.remove()
  }
}

/**
 * YAML is read where it is needed only. It is our module that comes late: of a CommonJS package that does, the bundle
 * gives no names, only a default. https://esbuild.github.io/content-types/#default-interop
 */
export async function appendedNodes({append}: BuilderRequest): Promise<readonly AppendedNode[]> {
  if (append === undefined) return []
  const {parseAppend} = await import('./append.ts')
  return parseAppend(append)
}

/** A kubernetes deployment may take its time. */
const REMOVE_LIMIT_MS = 60_000

/** Removes a builder that a run made, with its container and cache. One that is gone already is no failure. */
export async function removeBuilder(buildx: Buildx, name: string): Promise<void> {
  const signal = AbortSignal.timeout(REMOVE_LIMIT_MS)
  const {exitCode, stderr} = await buildx.run(['rm', '--', name], {signal, afterwards: true})
  if (exitCode !== 0 && !UNKNOWN.test(stderr)) throw failed(`remove the builder "${name}"`, stderr)
}

/** Started where it isn't running: only then it tells its platforms. */
async function inspect(buildx: Buildx, name: string | undefined): Promise<Builder> {
  const named = name === undefined ? [] : ['--', name]
  const {exitCode, stdout, stderr} = await buildx.run(['inspect', '--bootstrap', ...named])
  const builder = parseBuilder(stdout)
  const problem = builder.error ?? builder.nodes.find(({error}) => error !== undefined)?.error
  if (exitCode === 0 && problem === undefined && builder.nodes.length > 0) return builder
  if (name !== undefined && UNKNOWN.test(stderr)) throw unknownBuilder(name, stderr)
  throw failed(`use the builder${name === undefined ? '' : ` "${name}"`}`, problem ?? stderr)
}

/** One that buildx has by itself, from BUILDX_BUILDER or a Docker context, is no mistake of the request. */
function unknownBuilder(name: string, said: string): RequestError {
  const hint = hintFor(said)
  const message = `no builder "${name}" found`
  return new RequestError([{subject: 'builder', message, ...(hint !== undefined && {hint})}])
}

const UNKNOWN = /no builder ".*" found/

function failed(what: string, said: string): UserError {
  const reason = /^ERROR: ((?:.|\n)*)/m.exec(said)?.[1] ?? said
  const hint = hintFor(said)
  return new UserError(`cannot ${what}: ${reason.trim()}`, hint === undefined ? {} : {hint})
}

/** buildx copies the file when it makes the builder. */
async function inlineConfig(text: string | undefined) {
  if (text === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'buildkitd-config-'))
  const path = join(folder, 'buildkitd.toml')
  await writeFile(path, text)
  return {path, remove: () => removeTree(folder)}
}
