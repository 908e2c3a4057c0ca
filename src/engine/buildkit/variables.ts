import type {Problem} from '../../lib/errors.ts'
import type {Environment} from '../../lib/exec.ts'
import type {DockerfileRequest} from '../../request/types.ts'
import {usesActionsCache} from './actions-cache.ts'
import {actionsCacheEnvironment} from './environment.ts'

/** The variables of ours that a build asks for: build-args without a value, secrets, and GitHub's cache service. */
export function variablesFor(request: DockerfileRequest, env: Environment): Environment {
  const named = [...request.buildArgs.filter(arg => !arg.includes('=')), ...secretVariables(request)]
  return {
    ...Object.fromEntries(named.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]]))),
    ...(usesActionsCache(request) && actionsCacheEnvironment(env)),
  }
}

/** Secrets whose variable is not set: BuildKit would find out in the middle of the build. */
export function variableProblems(request: DockerfileRequest, env: Environment): readonly Problem[] {
  return secretVariables(request)
    .filter(name => env[name] === undefined)
    .map(name => ({
      subject: 'secret-envs',
      message: `the environment has no ${name}`,
      hint: `set it in the step's env: ${name}: \${{ secrets.… }}`,
    }))
}

function secretVariables({secretEnvs}: DockerfileRequest): readonly string[] {
  return secretEnvs.map(entry => entry.slice(entry.indexOf('=') + 1))
}
