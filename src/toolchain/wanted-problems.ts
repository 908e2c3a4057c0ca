import type {Problem} from '../lib/errors.ts'
import {quoteLine} from './module-ask.ts'
import {isModuleFile, linesOf, type ModuleLines, versionIn} from './naming.ts'
import {parseSpec} from './range.ts'
import type {WantedOptions} from './types.ts'
import {readVersion} from './version.ts'

/** What is wrong with the words that name a Go, before anybody looks for one. */
export function wantedProblems(
  {request: {version, versionFile}, files: {given}}: WantedOptions,
  module?: ModuleLines,
): Problem[] {
  if (version) return parseSpec(version) ? [] : [notAVersion('go-version', version)]
  if (given && 'unreadable' in given) {
    return [{subject: 'go-version-file', message: given.unreadable, hint: 'the path is relative to the work tree'}]
  }
  const said = given && !isModuleFile(given) ? versionIn(given) : undefined
  if (given && said !== undefined && !parseSpec(said)) return [notAVersion('go-version-file', said, given.name)]
  if (given && said === undefined && !(isModuleFile(given) && readVersion(linesOf(given).go ?? ''))) {
    return [
      {
        subject: 'go-version-file',
        message: `${versionFile ?? given.name} names no version of Go`,
        hint: 'go.mod and go.work need a go line, .tool-versions a line "golang 1.25.3", others the version alone',
      },
    ]
  }
  return module ? lineProblems(module) : []
}

function lineProblems({file, go, toolchain}: ModuleLines): Problem[] {
  const wrong = (word: string, text: string): Problem => ({
    subject: file,
    message: `${quoteLine(word, text, file)} names no version of Go`,
    hint: `write it as Go does: \`go mod edit -${word}=${word === 'go' ? '1.25.3' : 'go1.25.3'}\``,
  })
  return [
    ...(go !== undefined && readVersion(go) === undefined ? [wrong('go', go)] : []),
    ...(toolchain !== undefined && toolchain !== 'default' && readVersion(toolchain) === undefined
      ? [wrong('toolchain', toolchain)]
      : []),
  ]
}

function notAVersion(subject: string, text: string, file?: string): Problem {
  return {
    subject,
    message: `"${text}"${file ? ` in ${file}` : ''} is neither a version of Go nor a range of them`,
    hint: "write 1.25.3, 1.25.x, ^1.24, '>=1.24 <1.26', 1.27rc1, stable or oldstable",
  }
}
