export interface StageNames {
  readonly build: string
  /** One each, in the order of the images. */
  readonly images: readonly string[]
}

/** https://docs.docker.com/reference/dockerfile/#from: BuildKit keeps these two to itself. */
const RESERVED = ['scratch', 'context']

/** A program's own name, as far as a stage may have it. */
export function stageNames(programs: readonly string[]): StageNames {
  const taken = new Set(RESERVED)
  const images = programs.map(name => free(stageName(name), taken))
  return {build: free('build', taken), images}
}

function stageName(name: string): string {
  const allowed = name.toLowerCase().replace(/[^a-z0-9._-]/g, '-')
  return /^[a-z]/.test(allowed) ? allowed : `program-${allowed}`
}

function free(name: string, taken: Set<string>): string {
  let found = name
  for (let count = 2; taken.has(found); count++) found = `${name}-${count}`
  taken.add(found)
  return found
}
