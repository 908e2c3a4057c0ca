import {arrayAt, isRecord, recordAt, stringAt} from '../../lib/json.ts'
import {type CheckWarning, firstLine} from './events.ts'

// What BuildKit answers to questions about a Dockerfile. https://docs.docker.com/reference/cli/docker/buildx/build/#call

export interface Target {
  /** Absent for a stage without a name. */
  readonly name: string | undefined
  readonly isDefault: boolean
  /** What FROM names, expanded. */
  readonly base: string
  readonly platform: string | undefined
  readonly description: string | undefined
  readonly line: number | undefined
}

export interface Outline {
  readonly target: string | undefined
  readonly args: readonly {
    readonly name: string
    readonly value: string | undefined
    readonly line: number | undefined
  }[]
  readonly secrets: readonly Needed[]
  readonly ssh: readonly Needed[]
  /** IDs of cache mounts. */
  readonly caches: readonly string[]
}

export interface Needed {
  readonly name: string
  readonly required: boolean
  readonly line: number | undefined
}

export interface Checks {
  readonly warnings: readonly CheckWarning[]
  /** Why it can't be built at all. */
  readonly error: {readonly message: string; readonly line: number | undefined} | undefined
}

export function parseTargets(value: unknown): readonly Target[] {
  return (arrayAt(value, 'targets') ?? []).map(target => ({
    name: stringAt(target, 'name'),
    isDefault: isTrue(target, 'default'),
    base: stringAt(target, 'base') ?? '',
    platform: stringAt(target, 'platform'),
    description: stringAt(target, 'description'),
    line: lineOf(target),
  }))
}

export function parseOutline(value: unknown): Outline {
  return {
    target: stringAt(value, 'name'),
    args: (arrayAt(value, 'args') ?? []).map(arg => ({
      name: stringAt(arg, 'name') ?? '',
      value: stringAt(arg, 'value'),
      line: lineOf(arg),
    })),
    secrets: (arrayAt(value, 'secrets') ?? []).map(parseNeeded),
    ssh: (arrayAt(value, 'ssh') ?? []).map(parseNeeded),
    caches: (arrayAt(value, 'cache') ?? []).flatMap(cache => stringAt(cache, 'ID') ?? []),
  }
}

export function parseChecks(value: unknown): Checks {
  const error = recordAt(value, 'buildError')
  const file = stringAt(arrayAt(value, 'sources')?.[0], 'filename')
  return {
    warnings: (arrayAt(value, 'warnings') ?? []).map(warning => ({
      ruleName: stringAt(warning, 'ruleName') ?? '',
      description: stringAt(warning, 'description') ?? '',
      detail: stringAt(warning, 'detail') ?? '',
      url: stringAt(warning, 'url'),
      file,
      line: lineOf(warning),
    })),
    error: error && {message: stringAt(error, 'message') ?? '', line: lineOf(error)},
  }
}

function parseNeeded(value: unknown): Needed {
  return {name: stringAt(value, 'name') ?? '', required: isTrue(value, 'required'), line: lineOf(value)}
}

function isTrue(value: unknown, key: string): boolean {
  return isRecord(value) && value[key] === true
}

function lineOf(value: unknown): number | undefined {
  return firstLine(arrayAt(recordAt(value, 'location'), 'ranges'))
}
