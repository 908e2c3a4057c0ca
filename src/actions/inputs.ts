import type {Environment} from '../lib/exec.ts'
import {buildSecretsIn, type InputName, type InputSpec, inputsOf, type RawInputs, secretsIn} from '../request/index.ts'

/**
 * Reads the action's inputs. The runner passes INPUT_<NAME>: upper case, spaces as underscores, dashes kept, and the
 * empty text for what is not given.
 * https://github.com/actions/runner/blob/v2.330.0/src/Runner.Worker/Handlers/Handler.cs
 */
export function readInputs(env: Environment): RawInputs {
  const values: Partial<Record<InputName, readonly string[]>> = {}
  for (const input of inputsOf('action')) {
    const given = namesOf(input).map(name => env[variableOf(name)] ?? '')
    values[input.name] = given.filter(text => text.trim() !== '')
  }
  return {door: 'action', values}
}

export function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function namesOf(input: InputSpec): readonly string[] {
  return [input.name, ...(input.aliases ?? [])]
}

/**
 * Every secret of the inputs, also in the form in which it travels (base64 of user:password). To be masked before
 * anything is parsed or printed.
 */
export function secretsOf({values}: RawInputs): readonly string[] {
  const first = (name: InputName) => values[name]?.at(-1)?.trim() ?? ''
  const logins = [
    {username: first('username'), password: first('password')},
    {username: 'x-access-token', password: first('github-token')},
    {username: 'x-access-token', password: first('go-private-token')},
    ...(values['registry-auth'] ?? []).flatMap(secretsIn),
  ]
  const secrets = logins
    .filter(({password}) => password !== '')
    .flatMap(({username, password}) => [password, Buffer.from(`${username}:${password}`).toString('base64')])
  return [...new Set([...secrets, ...(values.secrets ?? []).flatMap(buildSecretsIn)])]
}
