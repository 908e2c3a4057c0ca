import type {PlacedCommand, StageModel} from '../stage-model.ts'
import type {Judged, Refusal} from './rule.ts'
import {refuse} from './rule.ts'

const GO = /(^|[\s;&|("'])(xx-go|go(\s+-C\s+\S+)?)\s+(build|install)(\s(?!.*@)|$)/
const TOOL = /(^|[\s;&|("'])(go\s+run|make|mage|task|just|goreleaser|bazel)(\s|$)/
const SCRIPT = /(^|[\s;&|(])(sh|bash|\.{0,2}\/[\w./-]+\.sh)\b/
/** `apk add bash make` runs neither. */
const INSTALLING = /\b(apk|apt|apt-get|dnf|microdnf|tdnf|yum|zypper)\s(\\\n|[^;&|)\n])*/g

/** Does a command that can't be read compile: surely, by a `go build`, or perhaps, by a tool? */
export function compilesUnread(placed: PlacedCommand): 'go' | 'tool' | undefined {
  if (placed.kind === 'unclear') return compilesText(placed.text)
  // `env CGO_ENABLED=0 go build`, `timeout 60 make`: it starts what stands in its words.
  if (placed.role.role === 'unknown') return compilesText(placed.command.words.map(({text}) => text).join(' '))
  return undefined
}

function compilesText(all: string): 'go' | 'tool' | undefined {
  const text = all.replace(INSTALLING, '')
  if (GO.test(text)) return 'go'
  return TOOL.test(text) || SCRIPT.test(text) ? 'tool' : undefined
}

/** Where a stage compiles in a way that can't be read, if that may be what a consumer takes. */
export function hidesCompile({model, uses}: Pick<Judged, 'model' | 'uses'>): Refusal | undefined {
  const unclear = model.builds.find(build => build.unclear !== undefined)
  const commands = model.commands.flatMap(placed => whyHidden(placed) ?? [])
  const from = firstSources(model)
  // Before, there is nothing of theirs to compile: a library that is fetched is made there.
  const first = commands.find(({line}) => line >= from) ?? commands[0]
  const sure = commands.find(({sure}) => sure)
  if (sure) return refuse(sure.why, sure.line)
  if (uses.every(use => use.kind === 'known')) return undefined
  if (unclear) return refuse(`what the go build makes is not known: ${unclear.unclear}`, unclear.line)
  return first ? refuse(first.why, first.line) : undefined
}

/** The line from which on the stage has more of the context than its list of modules. */
function firstSources({copies}: StageModel): number {
  const more = copies.find(({source}) => !/(^|\/)go\.(mod|sum|work|work\.sum|\*)$/.test(source))
  return more?.line ?? 0
}

/** `sure`: it is a go build; else only a way to one. */
function whyHidden(placed: PlacedCommand): {why: string; line: number; sure: boolean} | undefined {
  const {line} = placed
  const kind = compilesUnread(placed)
  if (placed.kind === 'unclear') {
    const why = `the RUN that compiles is no plain list of commands: it has ${placed.why}`
    return kind && {why, line, sure: kind === 'go'}
  }
  const {role} = placed
  if (role.role === 'unclear-compile') return {why: `go build has ${role.why}`, line, sure: true}
  if (role.role === 'tool' || (role.role === 'unknown' && kind))
    return {why: `${role.what} compiles there, and what it does is not guessed`, line, sure: kind === 'go'}
  return undefined
}
