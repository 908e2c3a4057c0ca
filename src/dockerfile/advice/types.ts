import type {Platform} from '../../oci/index.ts'
import type {View} from './view.ts'

/** What the Dockerfile itself can't tell. A rule that would have to guess says nothing. */
export interface AdviceFacts {
  readonly platforms: readonly Platform[]
  readonly buildPlatform: Platform
  readonly buildArgs: Readonly<Record<string, string>>
  readonly target?: string | undefined
  /** Names of further build contexts: they take the place of stages and images. */
  readonly contexts: readonly string[]
  /** Of the go.mod at the build context's root. */
  readonly module?: ModuleFacts | undefined
  /** Import paths of all packages that the programs are made of, the standard library's too. */
  readonly imports?: ReadonlySet<string> | undefined
  /** Those of them outside the standard library that are written in C in part. */
  readonly cgoPackages?: ReadonlySet<string> | undefined
}

export interface ModuleFacts {
  /** The `go` line: `1.25.1`, `1.24`. */
  readonly goVersion: string
  readonly hasSum: boolean
  /** Does a `replace` name a folder, or does a work file join other modules? */
  readonly needsOtherFolders: boolean
}

export interface Advice {
  readonly rule: string
  /** Of the Dockerfile, counted from 1: what it is about. */
  readonly firstLine: number
  readonly lastLine: number
  readonly message: string
  /** What to write instead, from top to bottom; empty where only the author can know. */
  readonly changes: readonly Change[]
}

/** Whole lines, without the last line break. An empty text takes the lines away. */
export interface Change {
  readonly firstLine: number
  readonly lastLine: number
  readonly text: string
}

/** The examples are the documentation, and the tests. */
export interface Rule {
  readonly id: string
  readonly about: string
  /** Written as it should be: `bad` with its changes made. Both begin after their first line break. */
  readonly good: string
  readonly bad: string
  /** What the examples are judged by, beside two platforms and a usual module. */
  readonly exampleFacts?: Partial<AdviceFacts>
  readonly check: (view: View) => readonly Found[]
}

export type Found = Omit<Advice, 'rule'>
