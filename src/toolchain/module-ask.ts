import type {GoLines} from './lines.ts'
import type {Ask} from './types.ts'
import {compareVersions, isAtLeast, isFirstRelease, isLanguage, readVersion} from './version.ts'

/** Older ones can't fetch another Go, and have no toolchain lines. They are not needed: a newer Go compiles older modules. */
export const LEAST_GO = '1.21'

/** What go.mod or go.work ask for. `origin` quotes the line that decides. */
export interface ModuleAsk {
  readonly ask: Ask
  readonly origin: string
  /** The go line names the first release of its line, so that no fix of it is used. */
  readonly firstRelease: boolean
}

interface DecidingLine {
  readonly version: string
  readonly origin: string
  readonly word: 'go' | 'toolchain'
}

/**
 * As setup-go's users know it: a whole version is meant as it stands, `go 1.24` is the newest patch of it. undefined:
 * the file says nothing.
 */
export function askOfAction(lines: GoLines, file: string): ModuleAsk | undefined {
  const line = decidingLine(lines, file)
  if (!line) return undefined
  const {version, origin} = line
  if (!isAtLeast(version, LEAST_GO)) return {ask: {kind: 'stable'}, origin, firstRelease: false}
  const ask: Ask = isLanguage(version) ? {kind: 'range', range: version, text: version} : {kind: 'exact', version}
  return {ask, origin, firstRelease: line.word === 'go' && isFirstRelease(version)}
}

/** As cmd/go does it on a laptop: the installed Go, if it is new enough. https://go.dev/doc/toolchain#select */
export function askOfLaptop(lines: GoLines, file: string): ModuleAsk | undefined {
  const line = decidingLine(lines, file)
  if (!line) return undefined
  const {version, origin} = line
  const otherwise: Ask = isAtLeast(version, LEAST_GO)
    ? {kind: 'exact', version: isLanguage(version) ? `${version}.0` : version}
    : {kind: 'stable'}
  const installed = {kind: 'installed', atLeast: version} as const
  // `toolchain default` means: only the one that is installed.
  return {ask: lines.toolchain === 'default' ? installed : {...installed, otherwise}, origin, firstRelease: false}
}

/** The newer of the two lines, the toolchain line where they are equal. */
function decidingLine(lines: GoLines, file: string): DecidingLine | undefined {
  const go = lineOf('go', lines.go, file)
  const toolchain = lines.toolchain === 'default' ? undefined : lineOf('toolchain', lines.toolchain, file)
  if (!go || !toolchain) return toolchain ?? go
  return compareVersions(toolchain.version, go.version) >= 0 ? toolchain : go
}

function lineOf(word: 'go' | 'toolchain', text: string | undefined, file: string): DecidingLine | undefined {
  const version = text === undefined ? undefined : readVersion(text)
  return version === undefined ? undefined : {version, origin: quoteLine(word, text ?? '', file), word}
}

export function quoteLine(word: string, text: string, file: string): string {
  return `the line "${word} ${text}" of ${file}`
}
