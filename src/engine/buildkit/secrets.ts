import type {Problem} from '../../lib/errors.ts'
import type {DockerfileRequest} from '../../request/types.ts'
import type {Outline} from './answers.ts'
import type {SourceOfLines} from './failure.ts'

/** Secrets that the target can't be built without, and that nobody gave: told before anything is compiled. */
export function secretProblems(
  {secrets}: Outline,
  request: DockerfileRequest,
  {lineOf}: Pick<SourceOfLines, 'lineOf'>,
): readonly Problem[] {
  const idOf = (entry: string) => entry.slice(0, entry.indexOf('='))
  const given = new Set([
    ...request.secrets.map(({id}) => id),
    ...[...request.secretEnvs, ...request.secretFiles].map(idOf),
  ])
  return secrets
    .filter(({name, required}) => required && !given.has(name))
    .map(({name, line: built}) => {
      const line = built === undefined ? undefined : lineOf(built)
      return {
        subject: 'secrets',
        message: `the Dockerfile needs the secret "${name}"${line === undefined ? '' : ` (line ${line})`}`,
        hint: `give it in "secrets" (${name}=VALUE), "secret-envs" (${name}=VARIABLE) or "secret-files" (${name}=PATH)`,
      }
    })
}
