import type {Dockerfile} from '../types.ts'

const NAME = 'go-containerize-out'

/**
 * The name of the context that brings the compiled programs. It must be nobody else's: BuildKit would put it in the
 * place of a stage or image of that name, and a later stage of it would hide it.
 */
export function contextName(dockerfile: Dockerfile, contexts: readonly string[]): string {
  return freeName(NAME, dockerfile, contexts)
}

/** For a context or a stage of ours. */
export function freeName(name: string, dockerfile: Dockerfile, contexts: readonly string[]): string {
  const taken = new Set(contexts.map(name => name.toLowerCase().replace(/:latest$/, '')))
  for (const {name: stage, from} of dockerfile.stages) {
    if (stage !== undefined) taken.add(stage)
    taken.add(from.image.toLowerCase().replace(/:latest$/, ''))
  }
  return firstFree(name, taken)
}

/** `name`, or `name-2` and so on. */
export function firstFree(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  return free
}
