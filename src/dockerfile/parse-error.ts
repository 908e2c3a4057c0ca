import {splitLines} from './lines.ts'
import type {DockerfileProblem} from './types.ts'

/** They are of no one instruction. */
const OF_THE_FILE = /^(no build stage in current context|dockerfile contains no stages to build)$/

/**
 * A problem of `parseDockerfile` in the words in which BuildKit tells it, but for its guess of what was meant.
 * https://github.com/moby/buildkit/blob/v0.34.2/frontend/dockerfile/instructions/parse.go#L175
 */
export function parseErrorText(source: Buffer, {line, message}: DockerfileProblem): string {
  if (source.length === 0 || 'problem' in splitLines(source) || OF_THE_FILE.test(message)) return message
  return `dockerfile parse error on line ${line}: ${message}`
}
