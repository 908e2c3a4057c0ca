import type {Platform} from '../oci/index.ts'

/** A main package of the user's: one that compiles to a program. */
export interface MainPackage {
  readonly importPath: string
  /** Absolute folder of the package. */
  readonly dir: string
  /** Last element of the import path without /vN: the program's name. */
  readonly name: string
  readonly modulePath: string
  /** Absolute folder of the module's go.mod. */
  readonly moduleDir: string
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
