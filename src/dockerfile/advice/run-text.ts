import type {InstructionOf} from '../types.ts'
import type {StageView, Step} from './view.ts'

export type RunStep = Step & {readonly instruction: InstructionOf<'run'>}

/** Its own RUNs in the shell form: those that an author writes commands in. */
export function shellRuns({steps}: StageView): readonly RunStep[] {
  return steps.filter((step): step is RunStep => {
    const {instruction, own} = step
    return own && instruction.kind === 'run' && instruction.command.form === 'shell'
  })
}

export function textOf({instruction: {command, heredocs}}: RunStep): string {
  const line = command.form === 'shell' ? command.text : command.words.join(' ')
  return [line, ...heredocs.map(({content}) => content)].join('\n')
}

/** `go build` at the start of a command or behind its variables. */
const GO_BUILD = /(^|[\s;&|({])go\s+build(?=\s|$)/

export function compiles(step: RunStep): boolean {
  return GO_BUILD.test(textOf(step))
}

/** Is there an ARG of that name before a step, in its stage or in one below? Only then has the variable a value. */
export function declared({steps}: StageView, before: Step, name: string): boolean {
  return steps
    .slice(0, steps.indexOf(before))
    .some(({instruction}) => instruction.kind === 'arg' && instruction.args.some(arg => arg.name === name))
}

const PLATFORM_ARGUMENT = /\$\{?(TARGETOS|TARGETARCH|TARGETVARIANT)\b(?!:)/g

/** Platform arguments that a RUN reads and that have no value there: neither the stage nor the RUN gives them one. */
export function undeclaredIn(stage: StageView, run: RunStep): readonly string[] {
  const names = [...textOf(run).matchAll(PLATFORM_ARGUMENT)].map(([, name]) => name ?? '')
  return [...new Set(names)].filter(name => !declared(stage, run, name) && valueFor(run, name) === undefined)
}

/** `go build` in the lines as written, with more in front of each. */
export function beforeGoBuild(lines: string, more: string): string {
  return lines.replace(new RegExp(GO_BUILD.source, 'g'), (_, before: string) => `${before}${more} go build`)
}

/** The value of a variable for the commands of a RUN, as written there; several values are one text. Undefined where nothing says it. */
export function valueFor(step: RunStep, name: string): string | undefined {
  const said = [...textOf(step).matchAll(new RegExp(`(?:^|[\\s;&|({])${name}=(\\S*)`, 'g'))].map(
    ([, value]) => value ?? '',
  )
  return said.length > 0 ? said.join(' ') : step.variables[name]
}
