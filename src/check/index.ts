import type {Binary} from '../go/types.ts'
import type {Platform} from '../oci/index.ts'
import {checkArchitecture, checkLoader, type ImageFiles} from './decide.ts'
import {readElfFile} from './elf.ts'

export {readElfFile} from './elf.ts'

/** Stops the run when a program is none, or one for another machine. Which image it goes into isn't known. */
export async function checkProgram(program: {
  readonly name: string
  readonly platform: Platform
  /** Absolute. */
  readonly path: string
}): Promise<void> {
  checkArchitecture({...program, elf: await readElfFile(program.path)})
}

export interface CheckedBase {
  readonly name: string
  /** Asked only for a dynamic program: it may mean reading the base's layers. */
  readonly files: () => Promise<ImageFiles>
}

/**
 * Stops the run when a program can't start in its image: wrong machine, no program at all, or no loader for it.
 * Answers with warnings. `base` is undefined on scratch.
 */
export async function checkBinary(binary: Binary, base: CheckedBase | undefined): Promise<readonly string[]> {
  const elf = await readElfFile(binary.path)
  const program = {name: binary.main.importPath, platform: binary.platform, elf}
  checkArchitecture(program)
  if (elf?.interpreter === undefined) return []
  const missing = checkLoader(program, base && {name: base.name, files: await base.files()})
  if (missing.length === 0) return []
  return [
    `${program.name} needs ${missing.join(', ')}, which the base ${base?.name} lacks: it won't start unless your files bring them`,
  ]
}
