import {type GoCommand, goProgram, readGo, withoutFolder} from './go-command.ts'
import type {ShellCommand} from './shell-commands.ts'

/** What a command of a Go stage is to a replacement. `what` names it in a sentence. */
export type Role =
  /** Makes nothing that a program of ours would lack. */
  | {readonly role: 'prepare'}
  | {readonly role: 'compile'; readonly go: GoCommand}
  /** Compiles Go with words that can't be read. */
  | {readonly role: 'unclear-compile'; readonly why: string}
  /** make, a script: whatever it does. */
  | {readonly role: 'tool'; readonly what: string}
  /** Fails the build when something is wrong. `ours`: our own check of the program looks at the same. */
  | {readonly role: 'check'; readonly what: string; readonly ours: boolean}
  | {readonly role: 'changes-source'; readonly what: string}
  | {readonly role: 'changes-result'; readonly what: string}
  | {readonly role: 'unknown'; readonly what: string}

const PREPARING = new Set([
  ...['addgroup', 'adduser', 'apk', 'apt', 'apt-get', 'cat', 'date', 'echo', 'groupadd', 'id', 'ls'],
  ...['microdnf', 'mkdir', 'printf', 'pwd', 'tdnf', 'dnf', 'yum', 'uname', 'update-ca-certificates'],
  ...['useradd', 'whoami', 'xx-apk', 'xx-apt', 'xx-apt-get', 'xx-info'],
])
const CHANGES_SOURCE = new Set([
  ...['awk', 'buf', 'git', 'npm', 'npx', 'patch', 'perl', 'pnpm', 'protoc', 'sed', 'swag', 'wire'],
  ...['yarn'],
])
const CHANGES_RESULT = new Set([
  'chgrp',
  'chmod',
  'chown',
  'cp',
  'install',
  'ln',
  'mv',
  'objcopy',
  'setcap',
  'strip',
  'upx',
])
const TOOLS = new Set(['bash', 'bazel', 'goreleaser', 'gox', 'ko', 'just', 'mage', 'make', 'sh', 'task'])
const OWN_CHECKS = new Set(['file', 'ldd', 'readelf', 'xx-verify'])
const CHECKS = new Set(['golangci-lint', 'govulncheck', 'staticcheck'])

export function roleOf(command: ShellCommand): Role {
  const words = withoutFolder(command.words).words.map(word => word.text)
  const [program = ''] = words
  const go = goRole(command, words)
  if (go) return go
  const what = `\`${words.slice(0, 2).join(' ')}\``
  if (program === 'rm')
    return removesOutside(words) ? {role: 'prepare'} : {role: 'unknown', what: `\`${words.join(' ')}\``}
  if (program === 'git' && words[1] === 'config') return {role: 'prepare'}
  // A folder's mode goes into the image with the folder.
  if (program === 'mkdir' && words.some(word => /^(-[a-z]*m|--mode)/.test(word))) return {role: 'unknown', what}
  // With more words it starts another program.
  if (program === 'env' && words.length === 1) return {role: 'prepare'}
  if (PREPARING.has(program)) return {role: 'prepare'}
  if (OWN_CHECKS.has(program)) return {role: 'check', what, ours: true}
  if (CHECKS.has(program)) return {role: 'check', what, ours: false}
  if (CHANGES_SOURCE.has(program)) return {role: 'changes-source', what}
  if (CHANGES_RESULT.has(program)) return {role: 'changes-result', what}
  if (TOOLS.has(program) || /^\.{0,2}\/.*\.(sh|bash)$/.test(program)) return {role: 'tool', what}
  return {role: 'unknown', what}
}

function goRole(command: ShellCommand, words: readonly string[]): Role | undefined {
  const [program = '', verb = '', next = ''] = words
  if (goProgram(program) === undefined) return undefined
  const what = `\`${words.slice(0, verb === 'mod' ? 3 : 2).join(' ')}\``
  switch (verb) {
    case 'build':
    case 'install':
      return compileRole(command, words)
    case 'version':
      return {role: 'prepare'}
    case 'env':
      return words.some(word => /^-[wu]$/.test(word))
        ? {role: 'unknown', what: `${what} with -w or -u`}
        : {role: 'prepare'}
    case 'mod':
      return /^(download|verify|graph|why)$/.test(next) ? {role: 'prepare'} : {role: 'changes-source', what}
    case 'test':
    case 'vet':
      return {role: 'check', what, ours: false}
    case 'run':
      return {role: 'tool', what}
    case 'generate':
    case 'get':
    case 'fmt':
    case 'fix':
    case 'work':
      return {role: 'changes-source', what}
    default:
      return {role: 'unknown', what}
  }
}

function compileRole(command: ShellCommand, words: readonly string[]): Role {
  // A tool of another module: `go install golang.org/x/tools/cmd/stringer@v0.30.0`.
  const packages = words.slice(2).filter(word => !word.startsWith('-'))
  if (words[1] === 'install' && packages.length > 0 && packages.every(name => name.includes('@')))
    return {role: 'prepare'}
  const reading = readGo(command)
  if (reading.kind === 'compile') return {role: 'compile', go: reading.go}
  return {role: 'unclear-compile', why: reading.kind === 'unclear' ? reading.why : 'words that are not known here'}
}

/** Lists of packages and the like, which are in nobody's way. */
function removesOutside(words: readonly string[]): boolean {
  return words
    .slice(1)
    .every(word => word.startsWith('-') || /^\/(var|tmp|usr\/share|root\/\.cache)\/(?!.*\.\.)/.test(word))
}
