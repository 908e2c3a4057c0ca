import type {Platform} from '../../oci/index.ts'
import type {CommandForm, Heredoc, Instruction, Mount} from '../types.ts'

/** What a decision needs to know of the files beside the Dockerfile. Paths are relative to the context, with slashes; `''` is the context. */
export interface WorkTreeFacts {
  /** Undefined: there is none. */
  readonly kindOf: (path: string) => 'file' | 'folder' | undefined
  /** Of a small file, such as go.mod; undefined: it can't be read. */
  readonly textOf: (path: string) => string | undefined
  /** What git has in the context; undefined: it isn't a git work tree. */
  readonly tracked: readonly string[] | undefined
  /** Would .gitignore keep it out of git? */
  readonly isIgnored: (path: string) => boolean
  /** The text of `<Dockerfile>.dockerignore`, or else of .dockerignore. */
  readonly dockerignore: string | undefined
  /** The main packages in the context. */
  readonly mains: readonly MainFact[]
  /** Undefined: no git, or not known. `clean`: nothing changed and nothing untracked. `complete`: all commits and tags are here. */
  readonly git: {readonly clean: boolean; readonly complete: boolean} | undefined
}

export interface MainFact {
  readonly importPath: string
  readonly folder: string
}

/** What `go list -deps` says of one compile, made by `summarizeGoList`. Paths are relative to the context. */
export interface CompileFacts {
  /** Files of this repository that go reads for it. */
  readonly files: readonly string[]
  /** Files and folders that it reads outside of the context. */
  readonly outside: readonly string[]
  /** The go.work in use. */
  readonly workFile: string | undefined
  /** Import paths of all packages that it is made of. */
  readonly imports: readonly string[]
  /** Folders below GOMODCACHE of those that come from there, with slashes. */
  readonly dependencies: readonly string[]
}

/** Go could not list what a compile reads. `failure`: what it said, on one line. */
export interface UnlistedCompile {
  readonly failure: string
}

/** How the Dockerfile is going to be built. */
export interface BuildFacts {
  /** As given by --target; undefined: the last stage. */
  readonly target: string | undefined
  readonly buildArgs: Readonly<Record<string, string>>
  /** Names of `--build-context`. */
  readonly contexts: readonly string[]
  readonly platforms: readonly Platform[]
  /** The builder's own platform: BUILDPLATFORM. */
  readonly buildPlatform: Platform
}

/** The Go that a stage has, read from its image's tag. */
export type GoWanted =
  | {readonly kind: 'exact'; readonly version: string; readonly image: string}
  /** `version` is what the tag says of it, such as 1.26; empty for `latest`. */
  | {readonly kind: 'floating'; readonly version: string; readonly image: string}

/** A program that a compile makes, and where the stage would have it. */
export interface StageProgram {
  /** The file that `go build -o DIR/` writes. */
  readonly executable: string
  /** Absolute, in the stage. */
  readonly path: string
}

/** One `go build` on the runner, in the place of one in a stage. */
export interface StageCompile {
  /** The same for the same work: `STAGE:LINE` and the platform. */
  readonly id: string
  readonly platform: Platform
  /** Line of the RUN that it stands for. */
  readonly line: number
  /** Where go runs, relative to the context. */
  readonly folder: string
  /** All of go's own variables that count; an empty one is to be unset, whatever the machine has. */
  readonly env: Readonly<Record<string, string>>
  /** All but -o and the packages. */
  readonly flags: readonly string[]
  /** As in the Dockerfile; none: the package of the folder. */
  readonly packages: readonly string[]
  readonly programs: readonly StageProgram[]
  readonly go: GoWanted
}

/** The user's own command, for the stage of one platform. */
export interface StageCommand {
  readonly id: string
  readonly platform: Platform
  readonly words: readonly string[]
  /** The RUN that it stands for. */
  readonly line: number
  readonly folder: string
  /** TARGETOS, TARGETARCH, TARGETVARIANT, and GOOS, GOARCH … for the same. */
  readonly env: Readonly<Record<string, string>>
  /** `file`: where the command leaves it, relative to the context; undefined: the stage has it outside of the sources. */
  readonly programs: readonly {readonly path: string; readonly file: string | undefined}[]
  readonly go: GoWanted | undefined
}

/** Files of the context that consumers take out of the cut stage. */
export interface StageFiles {
  readonly source: string
  /** Absolute, in the stage; with a slash at its end if the source goes into it. */
  readonly destination: string
  /** Of the COPY, such as `--chmod=755`. */
  readonly flags: readonly string[]
  /** Of that COPY. */
  readonly line: number
}

/** Something that stays as it is, yet the user should know. */
export interface ModeWarning {
  readonly message: string
  readonly line: number | undefined
}

/** One instruction of a stage, its variables filled in, with what holds where it stands. */
export type Step = {
  readonly line: number
  readonly workdir: string
  /** Empty: the image's. */
  readonly user: string
  readonly shell: readonly string[]
} & (
  | {
      readonly kind: 'run'
      /** ENV and ARG. */
      readonly env: Readonly<Record<string, string>>
      readonly command: CommandForm
      readonly heredocs: readonly Heredoc[]
      readonly mounts: readonly Mount[]
      readonly text: string
    }
  | CopyStep
  | {readonly kind: 'other'; readonly instruction: Instruction}
)

export interface CopyStep {
  readonly kind: 'copy'
  readonly add: boolean
  readonly sources: readonly string[]
  /** Absolute; a slash at its end says that it is a folder. */
  readonly destination: string
  readonly from: string | undefined
  /** The image that `from` is, be it by a stage that only gives it a name. */
  readonly fromImage: string | undefined
  readonly flags: readonly {readonly name: string; readonly value: string | undefined}[]
  /** It writes files that stand in the Dockerfile. */
  readonly inline: boolean
}
