import type {Platform} from '../../oci/index.ts'
import {platformFolder} from './platform-folder.ts'

/** A program's place in the context that goes beside the overlay. */
export interface ContextProgram {
  /** Relative to the context's folder, with slashes. */
  readonly path: string
  /** The id of the compile or command that makes it. */
  readonly by: string
  /** Which of its programs: the file that `go build -o DIR/` writes, or for a command the path in the stage. */
  readonly executable: string
}

interface Compiled {
  readonly id: string
  readonly platform: Platform
  readonly programs: readonly {readonly executable: string; readonly path: string}[]
}

/** Where the programs of all platforms go. */
export function contextTree(compiles: readonly Compiled[]): readonly ContextProgram[] {
  const placed = compiles.flatMap(({id, platform, programs}) =>
    programs.map(({executable, path}) => {
      const place = `${platformFolder(platform)}/${path.replace(/^\/+/, '')}`
      return {path: place, by: id, executable}
    }),
  )
  // A later compile of the same stage writes over an earlier one's, as in the stage.
  return [...new Map(placed.map(program => [program.path, program] as const)).values()]
}
