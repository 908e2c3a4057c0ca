import {posix} from 'node:path'
import {executableName} from '../../go/index.ts'
import type {Platform} from '../../oci/index.ts'
import type {GoCommand} from './go-command.ts'
import {targetOf} from './go-environment.ts'
import type {MainFact, StageCompile, StageProgram} from './types.ts'

export interface ProgramsInput {
  readonly go: GoCommand
  readonly env: Readonly<Record<string, string>>
  /** Absolute, in the stage: where go runs. */
  readonly folder: string
  /** The same folder in the context; undefined: the stage has it from elsewhere. */
  readonly host: string | undefined
  readonly mains: readonly MainFact[]
  readonly isFolder: (stagePath: string) => boolean
  readonly platform: Platform
  readonly ownPlatform: Platform
}

export type ProgramsMade = {readonly programs: readonly StageProgram[]} | {readonly unclear: string}

/** Which files a `go build` or `go install` writes, by the rules of cmd/go. */
export function programsOf(input: ProgramsInput): ProgramsMade {
  const {go, folder, host} = input
  if (host === undefined)
    return {unclear: `the sources in ${folder} are not copied from the context, or from several places`}
  const names = executablesOf(input, host)
  if ('unclear' in names) return names
  return go.verb === 'install' ? installed(input, names.executables) : built(input, names.executables)
}

type Executables = {readonly executables: readonly string[]} | {readonly unclear: string}

function executablesOf({go, mains}: ProgramsInput, host: string): Executables {
  if (go.packages.length > 0 && go.packages.every(name => name.endsWith('.go'))) {
    // Files instead of a package: the program has the first one's name.
    return {executables: [posix.basename(go.packages[0] ?? '', '.go')]}
  }
  const names: string[] = []
  for (const pattern of go.packages.length === 0 ? ['.'] : go.packages) {
    const found = mains.filter(mainsOf(pattern, host))
    if (found.length === 0)
      return {unclear: `the work tree has no main package ${pattern} in ${host === '' ? 'its root' : host}`}
    names.push(...found.map(main => executableName(main.importPath)))
  }
  if (new Set(names).size < names.length) return {unclear: 'two of its programs have one name'}
  return {executables: names}
}

/** The packages of the programs that are taken from a compile; files instead of a package have none. */
export function mainsOfCompile(
  {folder, packages, programs}: Pick<StageCompile, 'folder' | 'packages' | 'programs'>,
  mains: readonly MainFact[],
): readonly MainFact[] {
  const wanted = new Set(programs.map(({executable}) => executable))
  const named = (packages.length === 0 ? ['.'] : packages).flatMap(name => mains.filter(mainsOf(name, folder)))
  return named.filter(({importPath}) => wanted.has(executableName(importPath)))
}

/** Those that `./cmd/x`, `./cmd/...` or an import path means. */
function mainsOf(pattern: string, host: string): (main: MainFact) => boolean {
  const relative = /^\.{1,2}(\/|$)/.test(pattern)
  const wanted = relative ? posix.join('/', host, pattern) : pattern
  const root = withoutSlash(wanted.replace(/\/\.\.\.$/, ''))
  const nameOf = ({folder, importPath}: MainFact) => (relative ? `/${folder}` : importPath)
  if (!wanted.endsWith('/...')) return main => nameOf(main) === root
  return main => root === '' || nameOf(main) === root || nameOf(main).startsWith(`${root}/`)
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}

function built({go, folder, isFolder}: ProgramsInput, executables: readonly string[]): ProgramsMade {
  const [first = ''] = executables
  if (go.output === undefined) {
    // Several packages are only checked, and nothing is written.
    return {programs: executables.length === 1 ? [{executable: first, path: posix.join(folder, first)}] : []}
  }
  const output = posix.resolve(folder, go.output)
  if (go.output.endsWith('/') || isFolder(output)) {
    return {programs: executables.map(executable => ({executable, path: posix.join(output, executable)}))}
  }
  if (executables.length > 1) return {unclear: `-o ${go.output} names one file for ${executables.length} programs`}
  return {programs: [{executable: first, path: output}]}
}

/** https://pkg.go.dev/cmd/go#hdr-Compile_and_install_packages_and_dependencies */
function installed(input: ProgramsInput, executables: readonly string[]): ProgramsMade {
  const {go, env, ownPlatform} = input
  if (go.output !== undefined) return {unclear: 'go install has no -o'}
  const {GOOS, GOARCH} = targetOf(input)
  const cross = GOOS !== ownPlatform.os || GOARCH !== ownPlatform.architecture
  if (cross && env.GOBIN) return {unclear: 'go install refuses GOBIN when it compiles for another platform'}
  const [root = ''] = (env.GOPATH ?? '').split(':')
  const bin = env.GOBIN || (root === '' ? '' : posix.join(root, 'bin'))
  if (!bin.startsWith('/')) return {unclear: 'neither GOBIN nor GOPATH says where go install writes'}
  const folder = cross ? posix.join(bin, `${GOOS}_${GOARCH}`) : bin
  return {programs: executables.map(executable => ({executable, path: posix.join(folder, executable)}))}
}
