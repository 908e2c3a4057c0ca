import {randomUUID} from 'node:crypto'
import {relative, sep} from 'node:path'
import {type CacheDecision, type CacheKeys, type CachePolicy, insideKeys, type Sums} from '../../ci-cache/index.ts'
import type {Context} from '../../context.ts'
import {type CacheKind, type InsidePlan, type ModeDecision, planInside} from '../../dockerfile/index.ts'
import {formatPlatform} from '../../oci/index.ts'
import type {PlannedCaches} from '../../plan/index.ts'
import type {Trigger} from '../../trigger/index.ts'
import {findModuleKeys} from '../cache-keys.ts'
import {policyOf} from '../ci-caches.ts'
import {plannedCaches} from '../decide.ts'
import {requestFor} from './decide-mode.ts'
import type {FoundDockerfile} from './find.ts'

/** All that is decided about Go's caches in the stages of a Dockerfile. */
export interface InsideCaches {
  readonly plan: InsidePlan
  readonly policy: CachePolicy
  readonly keys: {readonly modules: CacheKeys; readonly build: CacheKeys}
  readonly sums: Sums
}

/**
 * Undefined where the Dockerfile is built just as it is; why is said. On the command line that is always so: there a
 * builder keeps its layers, and its cache mounts, between builds.
 */
export async function decideInside(
  {request, door, env, log}: Pick<Context, 'request' | 'door' | 'env' | 'log'>,
  {
    found,
    decision,
    trigger,
  }: {readonly found: FoundDockerfile; readonly decision: ModeDecision; readonly trigger: Trigger},
): Promise<InsideCaches | undefined> {
  if (door !== 'action' || decision.mode !== 'inside' || !decision.compilesGo || !found.dockerfile) return undefined
  const leftOut = (why: string) => {
    log.info(`Go's caches are not brought into ${found.name}: ${why}`)
    return undefined
  }
  const {target, noCache} = request.dockerfile
  if (noCache) return leftOut('no-cache: true')
  // Whatever this machine's own folders hold: what the builder has is not known, and nearly always nothing.
  const allowed = policyOf({request, env, door}, trigger, {modules: false, build: false})
  if (!isUseful(allowed.modules) && !isUseful(allowed.build)) return leftOut(allowed.build.reason)
  const requests = request.platforms.map(platform => requestFor({request, env}, platform))
  // Nobody else's: jobs of a matrix share all their numbers, and perhaps the builder.
  const id = `go-containerize-${randomUUID().slice(0, 8)}`
  const answer = planInside({dockerfile: found.dockerfile, requests, target, id: id.replace(/[^\w-]+/g, '-')})
  if ('why' in answer) return leftOut(answer.why)
  const {plan} = answer
  const policy = policyWithin(plan, allowed)
  if (!isUseful(policy.modules) && !isUseful(policy.build))
    return leftOut('no RUN uses one that this run restores or saves')
  const {sums} = await findModuleKeys({request, env})
  const {suffix} = request.cache
  const keys = insideKeys({
    os: env.RUNNER_OS ?? process.platform,
    arch: env.RUNNER_ARCH ?? process.arch,
    sums: sums.hash,
    image: plan.images.map(({image}) => image).join(' '),
    platforms: request.platforms.map(formatPlatform),
    file: relative(found.root, found.path).split(sep).join('/'),
    target,
    runId: trigger.run?.id ?? '0',
    attempt: trigger.run?.attempt ?? '1',
    ...(suffix === undefined ? {} : {suffix}),
  })
  return {plan, policy, keys, sums}
}

/** What no RUN of the plan has is not fetched, nor promised. */
export function policyWithin({images}: InsidePlan, {modules, build}: CachePolicy): CachePolicy {
  const has = (kind: CacheKind) => images.some(({volumes}) => volumes.some(volume => volume.kind === kind))
  const left = {
    restore: false,
    save: 'never',
    reason: 'left alone: no RUN uses it in a way that it could be brought to',
  } as const
  return {modules: has('modules') ? modules : left, build: has('build') ? build : {...left, fresh: build.fresh}}
}

function isUseful({restore, save}: CacheDecision): boolean {
  return restore || save !== 'never'
}

/** For the plan. */
export function plannedInside({policy, keys}: InsideCaches): PlannedCaches {
  const outputs = {key: '', restoreKeys: []}
  const outputsDecision = {restore: false, save: 'never', reason: LINKED_BY_DOCKERFILE} as const
  return plannedCaches({policy}, {...keys, outputs, outputsDecision})
}

export const LINKED_BY_DOCKERFILE = 'the Dockerfile links its programs itself'
