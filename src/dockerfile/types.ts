/** Where a piece stands in the file: byte offsets (the end is the first byte after it) and lines, counted from 1. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly firstLine: number
  readonly lastLine: number
}

export interface Heredoc {
  readonly name: string
  /** Are variables in it expanded? Not when the name is quoted. */
  readonly expand: boolean
  /** Written `<<-`: leading tabs are no part of the content. */
  readonly stripTabs: boolean
  readonly content: string
}

/** `RUN`, `CMD`, `ENTRYPOINT` …: a text for the stage's shell, or words that are executed as they are (the JSON form). */
export type CommandForm =
  | {readonly form: 'shell'; readonly text: string}
  | {readonly form: 'exec'; readonly words: readonly string[]}

/** One `--mount=` of a RUN. `type` is `bind` when it isn't given; the rest as written: `target`, `from`, `id`, `sharing` … */
export interface Mount {
  readonly type: string
  readonly options: Readonly<Record<string, string>>
}

interface Common {
  readonly span: Span
  /** The logical line: continuations joined, comments in them left out. */
  readonly text: string
  /** `--name` or `--name=value`, in order, without the dashes. */
  readonly flags: readonly {readonly name: string; readonly value: string | undefined}[]
  readonly heredocs: readonly Heredoc[]
}

export interface Pair {
  readonly name: string
  readonly value: string
}

/** Nothing in it is expanded yet, and no quote removed that expansion would remove. */
export type Instruction = Common &
  (
    | {
        readonly kind: 'from'
        readonly image: string
        readonly platform: string | undefined
        /** In lower case, as BuildKit looks it up. */
        readonly name: string | undefined
      }
    | {readonly kind: 'arg'; readonly args: readonly {readonly name: string; readonly value: string | undefined}[]}
    | {readonly kind: 'env' | 'label'; readonly pairs: readonly Pair[]}
    | {readonly kind: 'run'; readonly command: CommandForm; readonly mounts: readonly Mount[]}
    | {
        readonly kind: 'copy' | 'add'
        readonly sources: readonly string[]
        readonly destination: string
        /** A stage's name or number, a named context, or an image. */
        readonly from: string | undefined
      }
    | {readonly kind: 'workdir' | 'user' | 'stopsignal' | 'maintainer'; readonly value: string}
    | {readonly kind: 'cmd' | 'entrypoint'; readonly command: CommandForm}
    | {readonly kind: 'shell'; readonly words: readonly string[]}
    | {readonly kind: 'expose' | 'volume'; readonly words: readonly string[]}
    | {readonly kind: 'healthcheck'; readonly command: CommandForm | 'none'}
    | {readonly kind: 'onbuild'; readonly instruction: Instruction}
  )

/** `Extract` wouldn't do: some kinds share a member of the union. */
export type InstructionOf<K extends Instruction['kind']> = Matching<Instruction, K>
type Matching<I extends Instruction, K> = I extends unknown
  ? K extends I['kind']
    ? I & {readonly kind: K}
    : never
  : never

/** From one FROM to the next. */
export interface Stage {
  readonly index: number
  readonly name: string | undefined
  readonly from: InstructionOf<'from'>
  /** Those after the FROM. */
  readonly instructions: readonly Instruction[]
  /** From the FROM to the last instruction. */
  readonly span: Span
}

export interface Dockerfile {
  /** As people know it, relative to the repository: for messages. */
  readonly path: string
  readonly source: Buffer
  readonly directives: {readonly syntax?: string; readonly escape: '\\' | '`'; readonly check?: string}
  /** The ARGs before the first FROM. */
  readonly globals: readonly InstructionOf<'arg'>[]
  readonly stages: readonly Stage[]
}

/** What BuildKit would refuse, as it would say it. */
export interface DockerfileProblem {
  readonly line: number
  readonly message: string
}
