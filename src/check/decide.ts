import {UserError} from '../lib/errors.ts'
import {formatPlatform, type Platform} from '../oci/index.ts'
import type {Elf} from './elf.ts'
import {architectureOf} from './machines.ts'

export type Libc = 'glibc' | 'musl' | 'unknown'

/** What the image has besides the program; a base's BaseFiles is one. */
export interface ImageFiles {
  has(path: string): boolean
  hasLibrary(name: string): boolean
}

export interface ProgramToCheck {
  /** As the user knows it: the import path. */
  readonly name: string
  readonly platform: Platform
  readonly elf: Elf | undefined
}

/** Would the kernel of this platform take the program? */
export function checkArchitecture({name, platform, elf}: ProgramToCheck): void {
  if (!elf) {
    throw new UserError(`${name} for ${formatPlatform(platform)} is no ELF program, so Linux can't run it`, {
      hint: 'is -buildmode set to something else than exe or pie, or GOOS set in go-env or build-flags?',
    })
  }
  const found = architectureOf(elf)
  if (platform.os === 'linux' && found === platform.architecture) return
  const linked = found ?? `an unknown machine (ELF number ${elf.machine})`
  throw new UserError(`${name} for ${formatPlatform(platform)} was linked for ${linked}: it would not start there`, {
    hint: 'does -toolexec, or a program named go that wraps the real one, change the target?',
  })
}

/**
 * Will its loader be there? Answers with the libraries that the base lacks: files of the user may bring them, so they
 * are only worth a warning. `base` is undefined on scratch.
 */
export function checkLoader(
  {name, platform, elf}: ProgramToCheck,
  base: {readonly name: string; readonly files: ImageFiles} | undefined,
): readonly string[] {
  const interpreter = elf?.interpreter
  if (elf === undefined || interpreter === undefined) return []
  const subject = `${name} for ${formatPlatform(platform)}`
  const needs = `is dynamically linked: it needs ${interpreter} (${libcName(interpreter)})`
  if (base?.files.has(interpreter)) {
    return elf.libraries.filter(library => !base.files.hasLibrary(library))
  }
  throw new UserError(
    `${subject} ${needs}, which ${base ? `the base ${base.name} lacks` : 'an image from scratch lacks'}`,
    {
      hint: fixFor(elf, interpreter),
    },
  )
}

export function libcOf(interpreter: string): Libc {
  if (/\/ld-musl-/.test(interpreter)) return 'musl'
  return /\/ld(64)?[-.]/.test(interpreter) ? 'glibc' : 'unknown'
}

function libcName(interpreter: string): string {
  const libc = libcOf(interpreter)
  return libc === 'unknown' ? 'no libc that is known here' : libc
}

/** A program that needs a loader but no library got it from -buildmode=pie: Go sets one there even without cgo. */
function fixFor({libraries}: Elf, interpreter: string): string {
  const images = {
    glibc: 'a base with glibc such as gcr.io/distroless/base-debian12',
    musl: 'a base with musl such as alpine',
    unknown: `a base that has ${interpreter}`,
  }
  const withLibc = `take ${images[libcOf(interpreter)]}`
  return libraries.length === 0
    ? `drop -buildmode=pie (from build-flags or GOFLAGS), or ${withLibc}`
    : `link statically (cgo: false, which sets CGO_ENABLED=0; and no -buildmode=pie), or ${withLibc}`
}
