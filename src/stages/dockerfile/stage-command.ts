import {mkdir} from 'node:fs/promises'
import {delimiter, dirname, isAbsolute, join} from 'node:path'
import type {Context} from '../../context.ts'
import type {StageCommand} from '../../dockerfile/index.ts'
import {goEnvironment} from '../../go/index.ts'
import {UserError} from '../../lib/errors.ts'
import {exists} from '../../lib/files.ts'
import {formatPlatform} from '../../oci/index.ts'

/** Stands in `build-command` for the file to write. */
export const OUTPUT = '{output}'

export interface CommandPlace {
  /** Absolute: the build context, in which the command runs. */
  readonly context: string
  /** Absolute: for what it writes in place of {output}. */
  readonly folder: string
  /** The go of this run. */
  readonly program: string
}

/** Runs the user's command for one platform, and says where each program of the stage is now. */
export async function runStageCommand(
  {exec, env, request, phases, log, signal}: Pick<Context, 'exec' | 'env' | 'request' | 'phases' | 'log' | 'signal'>,
  command: StageCommand,
  {context, folder, program}: CommandPlace,
): Promise<ReadonlyMap<string, string>> {
  const platform = formatPlatform(command.platform)
  const output = join(folder, `output-${platform.replaceAll('/', '-')}`)
  const [name = '', ...args] = command.words.map(word => word.replaceAll(OUTPUT, output))
  const shown = command.words.join(' ')
  const own = goEnvironment(env, request.compile.goEnv)
  const path = isAbsolute(program) ? [dirname(program), own.PATH].join(delimiter) : own.PATH
  await mkdir(folder, {recursive: true})
  const run = () =>
    exec({
      program: name,
      args,
      cwd: join(context, command.folder),
      env: {...own, ...command.env, PATH: path},
      withChildren: true,
      onStderrLine: line => log.info(line),
      signal,
    })
  const {exitCode, stderr} = await phases.time('compile', platform, run)
  if (exitCode !== 0) {
    throw new UserError(`build-command \`${shown}\` ended with ${exitCode} for ${platform}: ${lastLines(stderr)}`, {
      hint: `run it in ${command.folder || 'the root of the build context'}: it has to work there first`,
    })
  }
  return programsOf(command, {context, output, shown})
}

async function programsOf(
  {programs, words, platform}: StageCommand,
  {context, output, shown}: {readonly context: string; readonly output: string; readonly shown: string},
): Promise<ReadonlyMap<string, string>> {
  const writesOutput = words.some(word => word.includes(OUTPUT))
  if (writesOutput && programs.length > 1) {
    const message = `build-command writes one file, and the image takes ${programs.map(({path}) => path).join(', ')}`
    throw new UserError(message, {hint: `leave ${OUTPUT} out, if it makes them where the Go stage has them`})
  }
  const found = programs.map(
    ({path, file}) => [path, writesOutput || file === undefined ? output : join(context, file)] as const,
  )
  for (const [path, file] of found) {
    if (await exists(file)) continue
    throw new UserError(`build-command \`${shown}\` made no ${file} for ${formatPlatform(platform)}`, {
      hint: `the image takes ${path} from the Go stage: have the command write it to ${OUTPUT}`,
    })
  }
  return new Map(found)
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n') || 'it said nothing'
}
