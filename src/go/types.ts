import type {Platform} from '../oci/index.ts'

/** A main package of the user's: one that compiles to a program. */
export interface MainPackage {
  readonly importPath: string
  /** Absolute folder of the package. */
  readonly dir: string
  /** Last element of the import path without /vN, or what the user named it. */
  readonly name: string
  readonly modulePath: string
  /** Absolute folder of the module's go.mod. For a package of a dependency: of the module that requires it. */
  readonly moduleDir: string
  /** The module isn't in the work file above it, so its go commands run with GOWORK=off. */
  readonly outsideWorkFile?: true
}

/** A linked program, read and measured. */
export interface Binary {
  readonly main: MainPackage
  readonly platform: Platform
  /** Absolute path on this machine. */
  readonly path: string
  /** Hex. */
  readonly sha256: string
  readonly size: number
}
