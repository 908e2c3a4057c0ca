export type InputKind =
  /** One value. */
  | 'text'
  /** Items separated by newlines or commas. */
  | 'list'
  /** Items separated by newlines only: their values may hold commas. */
  | 'lines'
  /** NAME=value items, separated by newlines only. */
  | 'pairs'
  /** A command: a JSON array, or words as a shell would split them, without a shell. */
  | 'words'
  | 'boolean'
  /** `auto`, `true` or `false`. */
  | 'tri-state'
  | 'enum'
  | 'path'
  | 'secret'

export type Door = 'action' | 'cli'

export interface InputSpec {
  readonly name: string
  /** Further names that mean the same; values given under several names of a list are joined. */
  readonly aliases?: readonly string[]
  readonly kind: InputKind
  readonly group: InputGroup
  /** One or two sentences, plain text. */
  readonly about: string
  /** What an absent value means, in words or as the value itself. */
  readonly default?: string
  readonly example?: string
  /** Accepted values of an `enum`. */
  readonly values?: readonly string[]
  /** The door that has it, when not both have. */
  readonly only?: Door
  /**
   * What the image has to be made from for the input to mean anything: the Go sources alone, or a Dockerfile; or else by
   * BuildKit, from whatever.
   */
  readonly needs?: 'sources' | 'dockerfile' | 'buildkit'
  /** What stands for the value in `--help`. */
  readonly metavar?: string
  /** Environment variable that the command line reads when the flag is absent: a secret in argv is seen by `ps`. */
  readonly env?: string
}

export const GROUPS = {
  what: 'What to build',
  where: 'Where it goes',
  go: 'Which Go, and its caches',
  compile: 'How it is compiled',
  image: 'What the image holds',
  dockerfile: 'A Dockerfile, built with BuildKit',
  builder: 'The builder of a Dockerfile',
  registry: 'Registries and credentials',
  report: 'What is printed',
} as const
export type InputGroup = keyof typeof GROUPS
