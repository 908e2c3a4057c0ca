import type {Problem} from '../lib/errors.ts'
import {type Flag, parseFlags, splitQuoted} from './flag-words.ts'
import type {FlagsInput} from './flags.ts'

/** Flags that would take the result from us: where it goes, where go runs, whether anything is built. */
const REFUSED = new Map([
  ['o', 'where the program goes is decided here; set `binary-path` for its path in the image'],
  ['C', 'set working-directory (the command line: DIR)'],
  ['n', 'use the command `plan` to see what would be done'],
])
const TAKES_VALUE = new Set([
  ...['asmflags', 'buildmode', 'compiler', 'covermode', 'coverpkg', 'gccgoflags', 'gcflags', 'installsuffix'],
  ...['ldflags', 'mod', 'modfile', 'overlay', 'p', 'pgo', 'pkgdir', 'tags', 'toolexec'],
])
const BUILD_MODES = ['default', 'exe', 'pie']

/** What in the flags of a run must not be there, all of it. */
export function flagsProblems({goFlags, compile, trusted}: FlagsInput): readonly Problem[] {
  const problems: Problem[] = []
  const inherited = splitQuoted(goFlags)
  if (!inherited) problems.push({subject: 'GOFLAGS', message: `a quote stays open in ${goFlags}`})
  for (const subject of ['ldflags', 'gcflags'] as const) problems.push(...quoteProblems(subject, compile[subject]))
  for (const word of compile.buildFlags) problems.push(...formProblems(word))
  for (const flag of parseFlags(compile.buildFlags)) problems.push(...flagProblems('build-flags', flag, trusted))
  for (const flag of parseFlags(inherited ?? [])) problems.push(...flagProblems('GOFLAGS', flag, trusted))
  return problems
}

/** go would say so after the plan, with its usage in place of a name. */
function quoteProblems(subject: 'ldflags' | 'gcflags', text: string | undefined): readonly Problem[] {
  if (text === undefined || splitQuoted(text.replace(/^[^-\s'"][^=]*=/, ''))) return []
  return [
    {subject, message: `a quote stays open in ${text}`, hint: "quote a value as a whole: -X 'main.name=two words'"},
  ]
}

function formProblems(word: string): readonly Problem[] {
  const subject = 'build-flags'
  if (!/^--?[A-Za-z]/.test(word)) {
    return [{subject, message: `"${word}" is not a flag`, hint: 'one flag per line, its value after `=`: -p=4'}]
  }
  const separated = /^--?([A-Za-z0-9]+)(\s+(.*))?$/s.exec(word)
  const [, name = '', space, value = 'VALUE'] = separated ?? []
  if (!separated || !(TAKES_VALUE.has(name) || space !== undefined)) return []
  return [{subject, message: `"${word}" has no \`=\` before its value`, hint: `write -${name}=${value}`}]
}

function flagProblems(subject: string, {name, value}: Flag, trusted: boolean): readonly Problem[] {
  const instead = REFUSED.get(name)
  if (instead) return [{subject, message: `-${name} can't be used`, hint: instead}]
  if (name === 'toolexec' && !trusted) {
    const message = '-toolexec starts a program of its own, which a pull request from outside must not'
    return [{subject, message, hint: 'leave it out for pull requests of forks and Dependabot'}]
  }
  if (name === 'buildmode' && value !== undefined && !BUILD_MODES.includes(value)) {
    const message = `-buildmode=${value} gives no program that an image could start`
    return [{subject, message, hint: `use ${BUILD_MODES.join(', ')}`}]
  }
  return []
}
