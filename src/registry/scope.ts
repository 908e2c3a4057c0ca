import type {Repository} from '../oci/index.ts'

// `repository:acme/api:pull,push`. https://distribution.github.io/distribution/spec/auth/scope/

export type Action = 'pull' | 'push'

export function scopeFor({repository}: Pick<Repository, 'repository'>, ...actions: readonly Action[]): string {
  return `repository:${repository}:${actions.join(',')}`
}

/** One scope for each resource, with all the actions that any of them names. Sorted, so that equal rights are equal text. */
export function mergeScopes(scopes: readonly string[]): readonly string[] {
  const actions = new Map<string, Set<string>>()
  for (const scope of scopes.flatMap(list => list.split(' ')).filter(Boolean)) {
    const colon = scope.lastIndexOf(':')
    const resource = scope.slice(0, colon)
    const known = actions.get(resource) ?? new Set()
    for (const action of scope.slice(colon + 1).split(',')) known.add(action)
    actions.set(resource, known)
  }
  return [...actions].map(([resource, set]) => `${resource}:${[...set].sort().join(',')}`).sort()
}

/** Does a token for `granted` do for `wanted`? Both are merged lists. */
export function coversScopes(granted: readonly string[], wanted: readonly string[]): boolean {
  const rights = new Set(granted.flatMap(rightsOf))
  return wanted.flatMap(rightsOf).every(right => rights.has(right))
}

function rightsOf(scope: string): readonly string[] {
  const colon = scope.lastIndexOf(':')
  return scope
    .slice(colon + 1)
    .split(',')
    .map(action => `${scope.slice(0, colon)}:${action}`)
}
