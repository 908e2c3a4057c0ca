import {basename} from 'node:path'
import {type ChosenMain, relativePattern} from '../go/index.ts'
import type {Problem} from '../lib/errors.ts'
import {parseReference} from '../oci/index.ts'
import type {Request} from '../request/index.ts'
import type {Trigger} from '../trigger/index.ts'
import {decideEngine} from './engine.ts'
import {planImages} from './images.ts'
import {pathProblems} from './paths.ts'
import {decidePush} from './push.ts'
import type {Plan, PlannedMain} from './types.ts'

export interface PlannedDockerfile {
  /** Relative to the repository. */
  readonly path: string
  /** The Go folder, where it isn't the repository's root: what its image is named after. */
  readonly folder: string | undefined
  readonly decided: Omit<NonNullable<Plan['dockerfile']>, 'path'> | undefined
  readonly warnings: readonly string[]
}

/** Facts of the machine and the work tree, without decisions. */
export interface Facts {
  readonly trigger: Trigger
  readonly go: Plan['go']
  readonly mains: readonly ChosenMain[]
  /** Undefined: there is none. `decided`: how it is built, where it is. */
  readonly dockerfile: PlannedDockerfile | undefined
  readonly caches: Plan['cache']
  readonly unresolved: Plan['unresolved']
}

/**
 * What to do, decided from the request and the facts alone: no network, no files, no clock.
 * The request's mistakes that only show together with the facts come back beside the plan.
 */
export function makePlan(request: Request, facts: Facts): {plan: Plan; problems: readonly Problem[]} {
  const push = decidePush(request.push, facts.trigger)
  const {engine, usesDockerfile, problems: unused} = decideEngine(request, facts.dockerfile?.path)
  const programs = usesDockerfile ? [programOf(request, facts.dockerfile)] : facts.mains
  const planned = planImages({request, trigger: facts.trigger, mains: programs, push: push.allowed})
  const inAll = facts.mains.map(({importPath}) => importPath)
  const images = usesDockerfile ? planned.images.map(image => ({...image, mains: inAll})) : planned.images
  const plan: Plan = {
    go: facts.go,
    mains: facts.mains.map(main => plannedMain(request.dir, main)),
    platforms: request.platforms,
    images,
    engine,
    dockerfile: dockerfileOf(facts.dockerfile, usesDockerfile),
    base: usesDockerfile ? 'as the Dockerfile says' : (request.base ?? 'scratch'),
    push,
    cache: facts.caches,
    unresolved: [...facts.unresolved, ...unresolvedBase(request), ...unresolvedBuilder(engine, usesDockerfile)],
    warnings: usesDockerfile ? (facts.dockerfile?.warnings ?? []) : [],
  }
  return {
    plan,
    problems: [
      ...planned.problems,
      ...unused,
      ...(usesDockerfile ? [] : entrypointProblems(request, plan)),
      ...(usesDockerfile ? [] : pathProblems({container: request.container, images, mains: facts.mains})),
      ...passwordProblems(request, images),
    ],
  }
}

function plannedMain(dir: string, {importPath, name, reason, ...main}: Facts['mains'][number]): PlannedMain {
  return {importPath, dir: relativePattern(dir, main.dir), name, reason}
}

/** One image holds whatever the Dockerfile makes, and is named like the repository or the Go folder in it. */
function programOf({dir}: Request, dockerfile: PlannedDockerfile | undefined) {
  const name = basename(dir)
  return {importPath: name, name, dir, moduleDir: dockerfile?.folder === undefined ? dir : ''}
}

function dockerfileOf(found: PlannedDockerfile | undefined, isUsed: boolean): Plan['dockerfile'] {
  if (found === undefined) return null
  if (isUsed && found.decided) return {path: found.path, ...found.decided}
  const reason = 'the embedded engine builds from the Go sources alone'
  return {path: found.path, mode: 'ignored', rule: 'engine-embedded', reason}
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

/** A Dockerfile's is told with its base images. */
function unresolvedBuilder({name}: Plan['engine'], usesDockerfile: boolean): Plan['unresolved'] {
  if (name !== 'buildkit' || usesDockerfile) return []
  return [{what: 'the builder', why: 'buildx is asked when the image is built'}]
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
