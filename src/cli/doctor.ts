import type {Command} from 'commander'
import {UserError} from '../lib/errors.ts'
import {nodeExec} from '../lib/exec.ts'
import {silentLog} from '../lib/log.ts'
import {parseRequest, type Request} from '../request/index.ts'
import {type Check, checkCacheFolder, checkCompression, checkNode, checkTools, type Machine} from './doctor-checks.ts'
import {addFlags, readFlags} from './flags.ts'
import {referenceOf} from './inspect-sources.ts'
import {createRegistryFor} from './registry.ts'
import {isSet, printJson, type Session, verbosityOf, withLog} from './session.ts'

const EXAMPLES = `
Examples:
  $ go-containerize doctor
      This machine: Node, Go, git, container engines, cache folder, disk.
  $ go-containerize doctor ghcr.io/acme/shop
      Also: may I push there? It opens an upload and cancels it; nothing is published.`

export function addDoctor(program: Command, session: Session): void {
  const command = program
    .command('doctor')
    .argument('[REPOSITORY...]', 'repositories to which a push should be possible')
    .summary('check this machine and the way to a registry')
    .description('Checks what a build needs, and says how to fix what is missing. Exit code 1 when something is.')
    .addHelpText('after', EXAMPLES)
    .action((repositories: string[]) => runDoctor(session, command, repositories))
  addFlags(command, ({group}) => group === 'registry' || group === 'report')
}

async function runDoctor(session: Session, command: Command, repositories: readonly string[]): Promise<void> {
  const raw = readFlags(command, session.env)
  await withLog(session, verbosityOf(raw), async () => {
    const request = parseRequest(raw, {dir: session.cwd, cwd: session.cwd})
    const {env, cwd, signal} = session
    const machine: Machine = {env, cwd, signal, exec: nodeExec, nodeVersion: process.version}
    const checks = [
      checkNode(machine),
      checkCompression(),
      ...(await checkTools(machine)),
      ...(await checkCacheFolder(machine)),
      ...(await checkRepositories(session, request, repositories)),
    ]
    if (isSet(raw, 'json')) printJson(session, {checks})
    else session.stdout.write(`${formatChecks(checks)}\n`)
    const failed = checks.filter(({state}) => state === 'fail').map(({name}) => name)
    if (failed.length > 0) throw new UserError(`this machine is not ready: ${failed.join(', ')}`)
  })
}

async function checkRepositories(
  session: Session,
  request: Request,
  repositories: readonly string[],
): Promise<readonly Check[]> {
  return Promise.all(
    repositories.map(async (text): Promise<Check> => {
      const reference = referenceOf(text)
      const registry = await createRegistryFor(session, request, reference.registry, silentLog)
      const name = `${reference.registry}/${reference.repository}`
      try {
        await registry.checkPush(reference)
        return {name, state: 'ok', found: 'a push is possible'}
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        return {name, state: 'fail', found: error.message, ...(error.hint === undefined ? {} : {fix: error.hint})}
      } finally {
        registry.close()
      }
    }),
  )
}

export function formatChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({name}) => name.length))
  return checks
    .flatMap(({name, state, found, fix}) => [
      `${state.padEnd(4)}  ${name.padEnd(width)}  ${found}`,
      ...(fix === undefined ? [] : [`      ${' '.repeat(width)}  fix: ${fix}`]),
    ])
    .join('\n')
}
