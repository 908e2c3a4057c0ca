import {type ChosenMain, relativePattern} from '../go/index.ts'
import type {Problem} from '../lib/errors.ts'
import {parseReference} from '../oci/index.ts'
import type {Request} from '../request/index.ts'
import type {Trigger} from '../trigger/index.ts'
import {planImages} from './images.ts'
import {pathProblems} from './paths.ts'
import {decidePush} from './push.ts'
import type {Plan, PlannedMain} from './types.ts'

/** Facts of the machine and the work tree, without decisions. */
export interface Facts {
  readonly trigger: Trigger
  readonly go: Plan['go']
  readonly mains: readonly ChosenMain[]
  /** A Dockerfile's path, if the folder has one. */
  readonly dockerfile: string | undefined
  readonly caches: Plan['cache']
  readonly unresolved: Plan['unresolved']
}

/**
 * What to do, decided from the request and the facts alone: no network, no files, no clock.
 * The request's mistakes that only show together with the facts come back beside the plan.
 */
export function makePlan(request: Request, facts: Facts): {plan: Plan; problems: readonly Problem[]} {
  const push = decidePush(request.push, facts.trigger)
  const {images, problems} = planImages({request, trigger: facts.trigger, mains: facts.mains, push: push.allowed})
  const plan: Plan = {
    go: facts.go,
    mains: facts.mains.map(main => plannedMain(request.dir, main)),
    platforms: request.platforms,
    images,
    engine: decideEngine(request, facts.dockerfile),
    dockerfile: decideDockerfile(facts.dockerfile),
    base: request.base ?? 'scratch',
    push,
    cache: facts.caches,
    unresolved: [...facts.unresolved, ...unresolvedBase(request)],
    warnings: dockerfileWarnings(request, facts.dockerfile),
  }
  return {
    plan,
    problems: [
      ...problems,
      ...engineProblems(request),
      ...entrypointProblems(request, plan),
      ...pathProblems({container: request.container, images, mains: facts.mains}),
      ...passwordProblems(request, images),
    ],
  }
}

function plannedMain(dir: string, {importPath, name, reason, ...main}: Facts['mains'][number]): PlannedMain {
  return {importPath, dir: relativePattern(dir, main.dir), name, reason}
}

function decideEngine(request: Request, dockerfile: string | undefined): Plan['engine'] {
  if (request.engine === 'embedded') return {name: 'embedded', reason: 'engine: embedded'}
  if (dockerfile === undefined) return {name: 'embedded', reason: 'there is no Dockerfile'}
  return {name: 'embedded', reason: 'BuildKit, which would use the Dockerfile, comes in a later version'}
}

/** To build otherwise than asked, in silence, would be found out late. */
function engineProblems({engine}: Request): readonly Problem[] {
  if (engine !== 'buildkit') return []
  const hint = 'use auto or embedded, which build from the Go sources without a Dockerfile'
  return [{subject: 'engine', message: 'buildkit is not there yet', hint}]
}

function decideDockerfile(dockerfile: string | undefined): Plan['dockerfile'] {
  if (dockerfile === undefined) return null
  const reason = 'the embedded engine builds from the Go sources alone'
  return {path: dockerfile, mode: 'ignored', rule: 'engine-embedded', reason}
}

function dockerfileWarnings(request: Request, dockerfile: string | undefined): readonly string[] {
  if (dockerfile === undefined || request.engine === 'embedded') return []
  return [
    `${dockerfile} is not used: the image is made from the Go sources alone (engine: embedded says that this is meant)`,
  ]
}

/** Whose password is it, if the images go to several hosts? Sent to the wrong one it would be given away. */
export function passwordProblems({registry}: Pick<Request, 'registry'>, images: Plan['images']): readonly Problem[] {
  if (registry.password === undefined || hostsOf(images).length < 2) return []
  return [
    {
      subject: 'password',
      message: `can belong to one registry only, and the images go to ${hostsOf(images).join(', ')}`,
      hint: 'use registry-auth, which names the registry of each login',
    },
  ]
}

/** The registries that images go to; names without one stay on this machine. */
export function hostsOf(images: Plan['images']): readonly string[] {
  const parsed = images.filter(image => image.name.includes('/')).map(image => parseReference(image.name))
  return [...new Set(parsed.flatMap(result => ('reference' in result ? [result.reference.registry] : [])))]
}

function unresolvedBase(request: Request): Plan['unresolved'] {
  if (request.base === undefined) return []
  return [{what: `the digest and platforms of ${request.base}`, why: 'a plan is made without the network'}]
}

/** An image that holds several programs can't guess which one to start. */
function entrypointProblems(request: Request, plan: Plan): readonly Problem[] {
  if (request.container.entrypoint !== undefined) return []
  return plan.images
    .filter(image => image.mains.length > 1)
    .map(image => ({
      subject: 'entrypoint',
      message: `needed, because ${image.name} holds ${image.mains.length} programs (${image.mains.join(', ')})`,
      hint: `name the program to start, or write {name} into ${whereFrom(image.name, request)} for one image per program`,
    }))
}

/** The input that names this image. */
function whereFrom(name: string, {tags}: Request): string {
  const fromTags = tags.some(tag => tag.slice(0, tag.lastIndexOf(':')) === name)
  return fromTags ? 'its reference in `tags`' : '`image`'
}
