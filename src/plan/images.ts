import type {MainPackage} from '../go/index.ts'
import type {Problem} from '../lib/errors.ts'
import {formatRepository, isTag, parseReference} from '../oci/index.ts'
import type {Request} from '../request/index.ts'
import type {Trigger} from '../trigger/index.ts'
import {type ChosenTag, defaultTag} from './tags.ts'
import type {PlannedImage} from './types.ts'

type Program = Pick<MainPackage, 'importPath' | 'name' | 'dir' | 'moduleDir'>

export interface ImagesInput {
  readonly request: Pick<Request, 'images' | 'tags'>
  readonly trigger: Trigger
  readonly mains: readonly Program[]
  readonly push: boolean
}

export type PlannedImages = {readonly images: readonly PlannedImage[]; readonly problems: readonly Problem[]}

/**
 * One image per repository. A repository with `{name}` stands for one image per program; without it, one image holds
 * all programs. A full reference among the tags names its repository too.
 */
export function planImages(input: ImagesInput): PlannedImages {
  const {bare, full} = splitTags(input.request.tags)
  const patterns = repositoryPatterns(input, full)
  if ('problem' in patterns) return {images: [], problems: [patterns.problem]}

  const images = new Map<string, {mains: Set<string>; tags: Map<string, string>}>()
  const problems: Problem[] = []
  const add = (name: string, mains: readonly string[], tags: readonly ChosenTag[]) => {
    const known = images.get(name) ?? {mains: new Set(mains), tags: new Map<string, string>()}
    if (mains.some(main => !known.mains.has(main))) {
      problems.push({
        subject: 'image',
        message: `${name} would be both an image of ${list(known.mains)} and of ${list(mains)}`,
        hint: 'write {name} into every reference, or into none',
      })
    }
    for (const tag of tags) if (!known.tags.has(tag.name)) known.tags.set(tag.name, tag.reason)
    images.set(name, known)
  }
  const named = new Set(full.flatMap(tag => expand(tag.repository, input.mains).map(image => image.name)))
  for (const {name, mains} of patterns.flatMap(pattern => expand(pattern, input.mains))) {
    add(name, mains, bare.length > 0 ? bare : named.has(name) ? [] : [defaultTag(input.trigger)])
  }
  for (const {repository, tag} of full) {
    for (const {name, mains} of expand(repository, input.mains)) {
      // Without {name} it may still be one of the images that {name} stands for.
      const known = repository.includes('{name}') ? undefined : images.get(name)?.mains
      add(name, [...(known ?? mains)], [{name: tag, reason: 'asked for'}])
    }
  }

  return {
    problems,
    images: [...images].map(([name, {mains, tags}]) => ({
      name,
      mains: [...mains],
      tags: [...tags].map(([tag, reason]) => ({name: tag, set: input.push, reason})),
    })),
  }
}

interface FullTag {
  readonly repository: string
  readonly tag: string
}

/** `v1` is a bare tag, `ghcr.io/acme/app:v1` a full reference. Both were validated with the request. */
function splitTags(tags: readonly string[]): {bare: readonly ChosenTag[]; full: readonly FullTag[]} {
  const bare = tags.filter(tag => isTag(tag)).map(name => ({name, reason: 'asked for'}))
  const full = tags
    .filter(tag => !isTag(tag))
    .map(tag => {
      const colon = tag.lastIndexOf(':')
      return {repository: tag.slice(0, colon), tag: tag.slice(colon + 1)}
    })
  return {bare, full}
}

function repositoryPatterns(
  {request, trigger, mains, push}: ImagesInput,
  full: readonly FullTag[],
): readonly string[] | {problem: Problem} {
  if (request.images.length > 0) return request.images
  if (full.length > 0) return []
  const repository = trigger.repository
  if (repository?.serverUrl === 'https://github.com') {
    const name = `ghcr.io/${repository.owner}/${repository.name}`.toLowerCase()
    const [only] = mains
    const isRoot = mains.length === 1 && only?.dir === only?.moduleDir
    return [isRoot ? name : `${name}/{name}`]
  }
  if (push) {
    return {
      problem: {
        subject: 'image',
        message: 'needed to push, and only on github.com is there a default for it',
        hint: 'name the repository, such as registry.example.com/team/app',
      },
    }
  }
  return ['{name}'] // stays in the layout, or in the local Docker
}

function expand(pattern: string, mains: readonly Program[]): {name: string; mains: readonly string[]}[] {
  if (!pattern.includes('{name}')) return [{name: canonical(pattern), mains: mains.map(main => main.importPath)}]
  return mains.map(main => ({
    // A program may have upper-case letters; a repository may not.
    name: canonical(pattern.replaceAll('{name}', main.name.toLowerCase())),
    mains: [main.importPath],
  }))
}

/** `acme/app` and `docker.io/acme/app` are one repository. A name alone stays one: it goes to no registry. */
function canonical(name: string): string {
  if (!name.includes('/')) return name
  const parsed = parseReference(name)
  return 'reference' in parsed ? formatRepository(parsed.reference) : name
}

function list(names: Iterable<string>): string {
  return [...names].join(', ')
}
