import {type Command, Option} from 'commander'
import type {Environment} from '../lib/exec.ts'
import {GROUPS, type InputName, type InputSpec, inputsOf, type RawInputs} from '../request/index.ts'
import type {Input} from './commands.ts'

/** The flags of one command: the rows of the table that it takes, in the table's words. */
export function addFlags(command: Command, takes: (input: Input) => boolean): void {
  const inputs = inputsOf('cli').filter(takes)
  for (const group of Object.keys(GROUPS)) {
    for (const input of inputs) if (input.group === group) addFlag(command, input)
  }
  command.addHelpOption(new Option('-h, --help', 'print this help').helpGroup(`${GROUPS.report}:`))
}

function addFlag(command: Command, input: Input): void {
  const heading = `${GROUPS[input.group]}:`
  for (const name of [input.name, ...(input.aliases ?? [])]) {
    const isAlias = name !== input.name
    if (isSwitch(input)) {
      command.addOption(new Option(`--${name}`, describe(input)).helpGroup(heading).hideHelp(isAlias))
      // What only prints is off unless asked for, so there is nothing to turn off.
      if (input.only === undefined && !isNegative(name)) command.addOption(new Option(`--no-${name}`).hideHelp())
      continue
    }
    const option = new Option(`--${name} <${input.metavar ?? 'VALUE'}>`, describe(input))
    command.addOption(option.helpGroup(heading).hideHelp(isAlias).argParser(collect))
  }
}

function collect(value: string, before: unknown): readonly string[] {
  return [...(Array.isArray(before) ? stringsOf(before) : []), value]
}

export function isSwitch({kind}: InputSpec): boolean {
  return kind === 'boolean' || kind === 'tri-state'
}

function describe(input: InputSpec): string {
  const notes = [
    ...(input.values ? [`one of ${input.values.join(', ')}`] : []),
    ...(input.aliases ?? []).map(alias => `also --${alias}`),
    ...(input.default === undefined || isSwitch(input) || input.env ? [] : [`default: ${input.default}`]),
    ...(input.env === undefined ? [] : [`or ${input.env} in the environment`]),
  ]
  const about = input.about.replaceAll('`', '')
  return notes.length === 0 ? about : `${about} (${notes.join('; ')})`
}

/** What the user gave, under the table's names. Credentials also come from the environment, which `ps` doesn't show. */
export function readFlags(command: Command, env: Environment): RawInputs {
  const values: Partial<Record<InputName, readonly string[]>> = {}
  for (const input of inputsOf('cli')) {
    const texts = [input.name, ...(input.aliases ?? [])].flatMap(name => givenTexts(command, name))
    const fallback = input.env === undefined ? undefined : env[input.env]
    values[input.name] = texts.length > 0 || !fallback ? texts : [fallback]
  }
  return {door: 'cli', values}
}

/**
 * commander takes `--no-cache` for the opposite of a flag `--cache`: it keeps it under that name, true when it isn't given.
 */
function givenTexts(command: Command, name: string): readonly string[] {
  const attribute = attributeOf(name.replace(/^no-/, ''))
  if (command.getOptionValueSource(attribute) === 'default') return []
  const value: unknown = command.getOptionValue(attribute)
  return stringsOf(isNegative(name) && typeof value === 'boolean' ? !value : value)
}

function isNegative(name: string): boolean {
  return name.startsWith('no-')
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'boolean') return [String(value)]
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

/** `build-tags` → `buildTags`, as commander names it. */
function attributeOf(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * `--push=true`, `--push=false` and `--push=auto` as people know them from go and from action.yml; commander's
 * switches take no value. What follows `--` is not ours.
 */
export function expandSwitches(args: readonly string[]): readonly string[] {
  const switches = new Set<string>(
    inputsOf('cli')
      .filter(isSwitch)
      .map(({name}) => name),
  )
  const end = args.indexOf('--')
  const ours = end < 0 ? args : args.slice(0, end)
  const expanded = ours.flatMap(arg => {
    const [, name = '', value = ''] = /^--([a-z-]+)=(true|false|auto)$/.exec(arg) ?? []
    if (!switches.has(name)) return [arg]
    return value === 'auto' ? [] : [value === 'true' ? `--${name}` : `--no-${name}`]
  })
  return end < 0 ? expanded : [...expanded, ...args.slice(end)]
}
