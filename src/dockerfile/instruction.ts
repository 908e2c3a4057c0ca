import {flagValue, parseFlags} from './flags.ts'
import {healthCommand} from './health.ts'
import {heredocMark} from './heredoc.ts'
import {parseMount} from './mounts.ts'
import type {PlacedNode} from './node.ts'
import {Refused, trim} from './text.ts'
import type {CommandForm, Instruction, InstructionOf} from './types.ts'

type Build = (node: PlacedNode, common: Common) => Instruction
type Common = Pick<Instruction, 'span' | 'text' | 'flags' | 'heredocs'>

/** Gives a node its meaning, or throws what BuildKit says of one that has none (`frontend/dockerfile/instructions`). */
export function toInstruction(node: PlacedNode): Instruction {
  const {kind, keyword, span, text, heredocs} = node
  const build = Object.hasOwn(BUILD, kind) ? BUILD[kind] : undefined
  if (!build) throw new Refused(`unknown instruction: ${keyword}`)
  return build(node, {span, text, flags: parseFlags(kind, node.flags), heredocs})
}

const BUILD: Readonly<Record<string, Build>> = {
  from,
  arg,
  env: (node, common) => ({kind: 'env', ...common, pairs: pairs(node)}),
  label: (node, common) => ({kind: 'label', ...common, pairs: pairs(node)}),
  run,
  copy: (node, common) => ({kind: 'copy', ...common, ...sourcesAndDestination(node, common)}),
  add: (node, common) => ({kind: 'add', ...common, ...sourcesAndDestination(node, common), from: undefined}),
  workdir: (node, common) => ({kind: 'workdir', ...common, value: onlyWord(node)}),
  user: (node, common) => ({kind: 'user', ...common, value: onlyWord(node)}),
  stopsignal: (node, common) => ({kind: 'stopsignal', ...common, value: onlyWord(node)}),
  maintainer: (node, common) => ({kind: 'maintainer', ...common, value: onlyWord(node)}),
  cmd: (node, common) => ({kind: 'cmd', ...common, command: commandOf(node, node.words)}),
  entrypoint: (node, common) => ({kind: 'entrypoint', ...common, command: commandOf(node, node.words)}),
  shell,
  expose: (node, common) => ({kind: 'expose', ...common, words: someWords(node)}),
  volume,
  healthcheck: (node, common) => ({
    kind: 'healthcheck',
    ...common,
    command: healthCommand(someWords(node), words => commandOf(node, words), common.flags),
  }),
  onbuild,
}

function from({words}: PlacedNode, common: Common): InstructionOf<'from'> {
  const [image, as, name] = words
  const named = words.length === 3 && as?.toLowerCase() === 'as'
  if (image === undefined || !(named || words.length === 1))
    throw new Refused('FROM requires either one or three arguments')
  const stage = named ? name?.toLowerCase() : undefined
  if (stage !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(stage)) {
    const why = "name can't start with a number or contain symbols"
    throw new Refused(`invalid name for build stage: ${JSON.stringify(name)}, ${why}`)
  }
  return {kind: 'from', ...common, image, platform: flagValue(common.flags, 'platform') || undefined, name: stage}
}

function arg(node: PlacedNode, common: Common): InstructionOf<'arg'> {
  const args = someWords(node).map(word => {
    const equals = word.indexOf('=')
    if (equals === 0) throw new Refused('ARG names can not be blank')
    return equals < 0 ? {name: word, value: undefined} : {name: word.slice(0, equals), value: word.slice(equals + 1)}
  })
  return {kind: 'arg', ...common, args}
}

function pairs(node: PlacedNode): PlacedNode['pairs'] {
  const keyword = node.kind.toUpperCase()
  if (node.pairs.length === 0) throw new Refused(`${keyword} requires at least one argument`)
  if (node.pairs.some(({name}) => name === '')) throw new Refused(`${keyword} names can not be blank`)
  return node.pairs
}

function run(node: PlacedNode, common: Common): InstructionOf<'run'> {
  const mounts = common.flags.filter(({name}) => name === 'mount').map(({value = ''}) => parseMount(value))
  const network = flagValue(common.flags, 'network') ?? 'default'
  if (!['default', 'none', 'host'].includes(network))
    throw new Refused(`invalid network mode ${JSON.stringify(network)}`)
  const security = flagValue(common.flags, 'security') ?? 'sandbox'
  if (!['insecure', 'sandbox'].includes(security))
    throw new Refused(`security ${JSON.stringify(security)} is not valid`)
  return {kind: 'run', ...common, command: commandOf(node, node.words), mounts}
}

function sourcesAndDestination(
  {words, kind}: PlacedNode,
  {flags}: Common,
): Pick<InstructionOf<'copy'>, 'sources' | 'destination' | 'from'> {
  const keyword = kind.toUpperCase()
  const destination = words.at(-1)
  if (destination === undefined || words.length < 2) {
    const why = 'requires at least two arguments, but only one was provided. Destination could not be determined'
    throw new Refused(`${keyword} ${why}`)
  }
  if (isHeredoc(destination)) throw new Refused(`${keyword} cannot accept a heredoc as a destination`)
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

function shell(node: PlacedNode, common: Common): InstructionOf<'shell'> {
  const words = someWords(node)
  if (!node.json) throw new Refused('SHELL requires the arguments to be in JSON form')
  return {kind: 'shell', ...common, words}
}

function volume(node: PlacedNode, common: Common): InstructionOf<'volume'> {
  const words = someWords(node).map(trim)
  if (words.includes('')) throw new Refused('VOLUME specified can not be an empty string')
  return {kind: 'volume', ...common, words}
}

function onbuild({inner, span, heredocs}: PlacedNode, common: Common): InstructionOf<'onbuild'> {
  if (!inner) throw new Refused('ONBUILD requires at least one argument')
  if (inner.kind === 'onbuild') throw new Refused("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")
  if (inner.kind === 'from' || inner.kind === 'maintainer')
    throw new Refused(`${inner.kind.toUpperCase()} isn't allowed as an ONBUILD trigger`)
  return {kind: 'onbuild', ...common, instruction: toInstruction({...inner, span, heredocs})}
}

function commandOf({json}: PlacedNode, words: readonly string[]): CommandForm {
  return json ? {form: 'exec', words} : {form: 'shell', text: words.join(' ')}
}

function someWords({kind, words}: PlacedNode): readonly string[] {
  if (words.length === 0) throw new Refused(`${kind.toUpperCase()} requires at least one argument`)
  return words
}

function onlyWord({kind, words: [word]}: PlacedNode): string {
  if (word === undefined) throw new Refused(`${kind.toUpperCase()} requires exactly one argument`)
  return word
}
