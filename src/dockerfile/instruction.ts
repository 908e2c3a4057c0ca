import {requireWords, tooFew} from './arity.ts'
import {flagValue, parseFlags} from './flags.ts'
import {healthCommand} from './health.ts'
import {heredocMark} from './heredoc.ts'
import {parseMount} from './mounts.ts'
import type {PlacedNode} from './node.ts'
import {quoted, Refused, trim} from './text.ts'
import type {CommandForm, Instruction, InstructionOf} from './types.ts'

type Build = (node: PlacedNode, common: Common) => Instruction
type Common = Pick<Instruction, 'span' | 'text' | 'flags' | 'heredocs'>

/** Gives a node its meaning, or throws what BuildKit says of one that has none (`frontend/dockerfile/instructions`). */
export function toInstruction(node: PlacedNode): Instruction {
  const {kind, keyword, span, text, heredocs} = node
  const build = Object.hasOwn(BUILD, kind) ? BUILD[kind] : undefined
  if (!build) throw new Refused(`unknown instruction: ${keyword}`)
  // In BuildKit's order, so that of two mistakes the same one is told.
  requireWords(node)
  return build(node, {span, text, flags: parseFlags(node), heredocs})
}

const BUILD: Readonly<Record<string, Build>> = {
  from,
  arg,
  env: (node, common) => ({kind: 'env', ...common, pairs: pairs(node)}),
  label: (node, common) => ({kind: 'label', ...common, pairs: pairs(node)}),
  run,
  copy: (node, common) => ({kind: 'copy', ...common, ...sourcesAndDestination(node, common)}),
  add: (node, common) => ({kind: 'add', ...common, ...sourcesAndDestination(node, common), from: undefined}),
  workdir: ({words: [value = '']}, common) => ({kind: 'workdir', ...common, value}),
  user: ({words: [value = '']}, common) => ({kind: 'user', ...common, value}),
  stopsignal: ({words: [value = '']}, common) => ({kind: 'stopsignal', ...common, value}),
  maintainer: ({words: [value = '']}, common) => ({kind: 'maintainer', ...common, value}),
  cmd: (node, common) => ({kind: 'cmd', ...common, command: commandOf(node, node.words)}),
  entrypoint: (node, common) => ({kind: 'entrypoint', ...common, command: commandOf(node, node.words)}),
  shell,
  expose: ({words}, common) => ({kind: 'expose', ...common, words}),
  volume,
  healthcheck: (node, common) => ({
    kind: 'healthcheck',
    ...common,
    command: healthCommand(node.words, words => commandOf(node, words), common.flags),
  }),
  onbuild,
}

export const KEYWORDS: readonly string[] = Object.keys(BUILD).map(kind => kind.toUpperCase())

function from({words: [image = '', , name]}: PlacedNode, common: Common): InstructionOf<'from'> {
  const platform = flagValue(common.flags, 'platform') || undefined
  return {kind: 'from', ...common, image, platform, name: name?.toLowerCase()}
}

function arg({kind, words}: PlacedNode, common: Common): InstructionOf<'arg'> {
  if (words.length === 0) throw tooFew(kind)
  const args = words.map(word => {
    const equals = word.indexOf('=')
    if (equals === 0) throw new Refused('ARG names can not be blank')
    return equals < 0 ? {name: word, value: undefined} : {name: word.slice(0, equals), value: word.slice(equals + 1)}
  })
  return {kind: 'arg', ...common, args}
}

function pairs({kind, pairs: read}: PlacedNode): PlacedNode['pairs'] {
  if (read.length === 0) throw tooFew(kind)
  if (read.some(({name}) => name === '')) throw new Refused(`${kind.toUpperCase()} names can not be blank`)
  return read
}

function run(node: PlacedNode, common: Common): InstructionOf<'run'> {
  const mounts = common.flags.filter(({name}) => name === 'mount').map(({value = ''}) => parseMount(value))
  const network = flagValue(common.flags, 'network') ?? 'default'
  if (!['default', 'none', 'host'].includes(network)) throw new Refused(`invalid network mode ${quoted(network)}`)
  const security = flagValue(common.flags, 'security') ?? 'sandbox'
  if (!['insecure', 'sandbox'].includes(security)) throw new Refused(`security ${quoted(security)} is not valid`)
  return {kind: 'run', ...common, command: commandOf(node, node.words), mounts}
}

function sourcesAndDestination(
  {words, kind}: PlacedNode,
  {flags}: Common,
): Pick<InstructionOf<'copy'>, 'sources' | 'destination' | 'from'> {
  const destination = words.at(-1) ?? ''
  if (isHeredoc(destination)) throw new Refused(`${kind.toUpperCase()} cannot accept a heredoc as a destination`)
  const sources = words.slice(0, -1).filter(word => !isHeredoc(word))
  return {sources, destination, from: flagValue(flags, 'from') || undefined}
}

/** Here BuildKit takes what it can't lex for a name. */
function isHeredoc(word: string): boolean {
  try {
    return heredocMark(word) !== undefined
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

function shell({kind, words, json}: PlacedNode, common: Common): InstructionOf<'shell'> {
  if (words.length === 0) throw tooFew(kind)
  if (!json) throw new Refused('SHELL requires the arguments to be in JSON form')
  return {kind: 'shell', ...common, words}
}

function volume({words: written}: PlacedNode, common: Common): InstructionOf<'volume'> {
  const words = written.map(trim)
  if (words.includes('')) throw new Refused('VOLUME specified can not be an empty string')
  return {kind: 'volume', ...common, words}
}

/** BuildKit leaves the trigger unread until a build has it run. We say at once what it will refuse then. */
function onbuild({kind, inner, span, heredocs}: PlacedNode, common: Common): InstructionOf<'onbuild'> {
  if (!inner) throw tooFew(kind)
  if (inner.kind === 'onbuild') throw new Refused("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")
  if (inner.kind === 'from' || inner.kind === 'maintainer')
    throw new Refused(`${inner.kind.toUpperCase()} isn't allowed as an ONBUILD trigger`)
  return {kind: 'onbuild', ...common, instruction: toInstruction({...inner, span, heredocs})}
}

function commandOf({json}: PlacedNode, words: readonly string[]): CommandForm {
  return json ? {form: 'exec', words} : {form: 'shell', text: words.join(' ')}
}
