import {codeOf, messageOf, UserError} from '../../lib/errors.ts'
import type {Command, Environment, Exec, ExecResult} from '../../lib/exec.ts'
import {buildxEnvironment} from './environment.ts'

/** A buildx that answers. */
export interface Buildx {
  /** As people type it. */
  readonly name: 'docker buildx' | 'buildx'
  /** `0.38.0`; undefined for one that was built without saying its version. */
  readonly version: string | undefined
  /** Runs one of its commands. Resolves whatever the exit code. */
  run(args: readonly string[], options?: RunOptions): Promise<ExecResult>
}

export interface RunOptions extends Pick<Command, 'cwd' | 'onStderrLine' | 'stdin'> {
  /** Added to what every buildx command sees. */
  readonly env?: Environment
  /** Ends it, as the run's own signal does. */
  readonly signal?: AbortSignal
  /** Heeds only `signal`: for what cleans up after a run that was cancelled. */
  readonly afterwards?: boolean
}

export interface BuildxContext {
  readonly exec: Exec
  readonly env: Environment
  readonly signal?: AbortSignal
}

const WAYS = [
  {name: 'docker buildx', program: 'docker', before: ['buildx']},
  {name: 'buildx', program: 'buildx', before: []},
] as const

/**
 * The first buildx with `--progress=rawjson` and nothing else on that stream; OCI layouts as folders are older.
 * https://github.com/docker/buildx/pull/2252
 */
const OLDEST = [0, 13] as const
const INSTALL =
  'install the Docker buildx plug-in (https://github.com/docker/buildx#installing), put buildx on PATH, or use engine: embedded, which makes the image from the Go sources without either'

/** Docker's plug-in where it answers, else a stand-alone one. */
export async function findBuildx(context: BuildxContext): Promise<Buildx> {
  const failures: string[] = []
  for (const way of WAYS) {
    const run = runnerOf(way, context)
    try {
      const {exitCode, stdout, stderr} = await run(['version'])
      // Podman's `docker` answers for a buildx of its own, which is another program.
      const version = exitCode === 0 ? /^github\.com\/docker\/buildx (\S+)/m.exec(stdout)?.[1] : undefined
      if (version !== undefined) return checked({name: way.name, version: released(version), run})
      failures.push(`${way.name}: ${firstLine(stderr) || firstLine(stdout) || `it ended with ${exitCode}`}`)
    } catch (error) {
      context.signal?.throwIfAborted()
      failures.push(`${way.name}: ${codeOf(error) === 'ENOENT' ? `no ${way.program} on PATH` : messageOf(error)}`)
    }
  }
  throw new UserError(`BuildKit is spoken to through buildx, and no buildx was found: ${failures.join('; ')}`, {
    hint: INSTALL,
  })
}

function runnerOf({program, before}: (typeof WAYS)[number], {exec, env, signal}: BuildxContext): Buildx['run'] {
  return (args, {env: more, signal: own, afterwards = false, ...options} = {}) => {
    const signals = [own, afterwards ? undefined : signal].filter(one => one !== undefined)
    return exec({
      program,
      args: [...before, ...args],
      env: {...buildxEnvironment(env), ...more},
      ...options,
      ...(signals.length > 0 && {signal: AbortSignal.any(signals)}),
      // The plug-in is a child of docker, and must not outlive it.
      withChildren: true,
    })
  }
}

function checked(buildx: Buildx): Buildx {
  if (isAtLeast(buildx, OLDEST)) return buildx
  throw new UserError(`${buildx.name} ${buildx.version} is too old: ${OLDEST.join('.')} or newer is needed`, {
    hint: INSTALL,
  })
}

/** A build without a version is somebody's own, and counts as new. */
export function isAtLeast({version}: Pick<Buildx, 'version'>, [major, minor]: readonly [number, number]): boolean {
  const [, ownMajor, ownMinor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? []
  if (ownMajor === undefined) return true
  return Number(ownMajor) === major ? Number(ownMinor) >= minor : Number(ownMajor) > major
}

function released(version: string): string | undefined {
  const number = version.replace(/^v/, '')
  return number.startsWith('0.0.0') ? undefined : number
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? ''
}
