import type {Environment} from '../../lib/exec.ts'
import type {DockerfileRequest} from '../../request/types.ts'

type Caches = Pick<DockerfileRequest, 'cacheFrom' | 'cacheTo'>

/** Does the layer cache lie in GitHub's cache service? */
export function usesActionsCache({cacheFrom, cacheTo}: Caches): boolean {
  return [...cacheFrom, ...cacheTo].some(isActionsCache)
}

/**
 * buildx leaves such a cache out without a word where it knows no token or no address of the service. Undefined where
 * it has both. https://github.com/docker/buildx/blob/v0.38.2/build/opt.go#L1659
 */
export function missingActionsCache(caches: Caches, env: Environment): string | undefined {
  const inputs = {'cache-from': caches.cacheFrom, 'cache-to': caches.cacheTo}
  const lacking = Object.entries(inputs).flatMap(([input, entries]) => {
    const [names] = entries.filter(isActionsCache).flatMap(entry => lackOf(entry, env) ?? [])
    return names === undefined ? [] : [{input, names}]
  })
  const [first] = lacking
  if (!first) return undefined
  return (
    `${lacking.map(({input}) => input).join(' and ')}: type=gha is not used, because the environment has no ` +
    `${first.names}. A runner gives it to actions, and to no "run" step: use the action there, or a cache in another ` +
    'place, such as type=registry,ref=REFERENCE'
  )
}

function isActionsCache(entry: string): boolean {
  return /(^|,)"?type=gha("?,|"?$)/i.test(entry)
}

function lackOf(entry: string, env: Environment): string | undefined {
  const has = (name: string) => new RegExp(`(^|,)"?${name}=[^",]`, 'i').test(entry)
  const token = has('token') || env.ACTIONS_RUNTIME_TOKEN
  const address = has('url') || has('url_v2') || env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL
  const names = [...(token ? [] : ['ACTIONS_RUNTIME_TOKEN']), ...(address ? [] : ['ACTIONS_RESULTS_URL'])]
  return names.length === 0 ? undefined : names.join(' and no ')
}
