import {UserError} from '../lib/errors.ts'
import {nodeExec} from '../lib/exec.ts'
import {silentLog} from '../lib/log.ts'
import type {Reference} from '../oci/index.ts'
import type {Request} from '../request/index.ts'
import {FailureWithResult, type RunCommand, type Session} from './call.ts'
import {printJson, requestOf} from './context.ts'
import {type Check, checkCacheFolder, checkCompression, checkNode, checkTools, type Machine} from './doctor-checks.ts'
import {checkGo} from './doctor-go.ts'
import {createRegistryFor, referenceOf} from './registry.ts'

export const runDoctor: RunCommand = async call => {
  const {session, args, json} = call
  const request = requestOf(call)
  const repositories = args.map(text => referenceOf(text, 'REPOSITORY'))
  const {env, cwd, signal} = session
  const machine: Machine = {env, cwd, signal, exec: nodeExec, nodeVersion: process.version}
  const checks = [
    checkNode(machine),
    checkCompression(),
    await checkGo(machine),
    ...(await checkTools(machine)),
    ...(await checkCacheFolder(machine)),
    ...(await checkRepositories(session, request, repositories)),
  ]
  if (!json) session.stdout.write(`${formatChecks(checks)}\n`)
  const failed = checks.filter(({state}) => state === 'fail').map(({name}) => name)
  if (failed.length > 0)
    throw new FailureWithResult(`this machine is not ready: ${failed.join(', ')}`, {
      hint: 'each of them says how to fix it',
      result: {checks},
    })
  if (json) printJson(session, {checks})
}

async function checkRepositories(
  session: Session,
  request: Request,
  repositories: readonly Reference[],
): Promise<readonly Check[]> {
  return Promise.all(
    repositories.map(async (reference): Promise<Check> => {
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
