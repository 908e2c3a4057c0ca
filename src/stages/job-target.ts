import type {Environment} from '../lib/exec.ts'

/** What decides for which machine a job's own go commands compile. */
const NAMES = ['GOOS', 'GOARCH', 'GOAMD64', 'GOARM', 'GOARM64'] as const

/** A part of the build cache's key: two jobs of a matrix must not sweep each other's packages. */
export function jobTarget(env: Environment): string {
  return ['job', ...NAMES.map(name => env[name] ?? '')].join(' ')
}
