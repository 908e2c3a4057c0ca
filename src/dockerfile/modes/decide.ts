import type {Problem} from '../../lib/errors.ts'
import {contextName} from '../overlay/context-name.ts'
import {overlayRefusal} from '../overlay/possible.ts'
import {prebuiltRefusal} from '../overlay/prebuilt.ts'
import {Refused} from '../text.ts'
import {decideCommand} from './command.ts'
import type {ModeAnswer, ModeDecision, ModeInput} from './mode-types.ts'
import {type Asked, notPossible, type Refusal} from './not-possible.ts'
import {decidePrebuilt, type PrebuiltProgram} from './prebuilt.ts'
import {decideReplace, distinct} from './replace.ts'
import {readStages, type StagesRead} from './stages.ts'
import type {ModeWarning} from './types.ts'

type Possible = ModeDecision | (Refusal & {readonly mode: 'no'})

const NOTHING: StagesRead = {models: [], takes: [], started: []}

/** How a Dockerfile is built, by written rules, each of which says why. */
export function decideMode(input: ModeInput): ModeAnswer {
  const {requested} = input
  const read = readOrSay(input)
  if ('refused' in read) {
    const why = {rule: 'refused', reason: `BuildKit would refuse it: ${read.refused}`, line: read.line}
    const plain = requested === 'auto' || requested === 'inside'
    return plain ? found(inside(NOTHING, why)) : notPossible(asked(input), why)
  }
  const problems = commandProblems(input, read)
  if (problems.length > 0) return {decision: undefined, problems}
  if (requested === 'inside')
    return found(inside(read, {rule: 'asked', reason: 'dockerfile-mode: inside', line: undefined}))
  // A build-command that can't be used would be ignored in silence.
  const mode = requested === 'auto' && input.buildCommand ? 'replace' : requested
  if (mode !== 'auto') {
    const wanted = mode === 'replace' ? replaced(input, read) : prebuilt(input, read)
    return wanted.mode === 'no' ? notPossible(asked(input), wanted) : found(wanted)
  }
  const wanted = read.models.length > 0 ? replaced(input, read) : prebuilt(input, read)
  return found(wanted.mode === 'no' ? inside(read, wanted) : wanted)
}

/** BuildKit fills in variables only when it gets there, and may refuse one; then it is to say so itself. */
function readOrSay(input: ModeInput): StagesRead | {readonly refused: string; readonly line: number | undefined} {
  try {
    return readStages(input)
  } catch (error) {
    if (error instanceof Refused) return {refused: error.message, line: error.line}
    throw error
  }
}

function asked({dockerfile: {path}, requested, buildCommand}: ModeInput): Asked {
  return {path, requested, buildCommand}
}

function found(decision: ModeDecision): ModeAnswer {
  return {decision, problems: []}
}

function inside({models}: StagesRead, {rule, reason, line, hint}: Refusal): ModeDecision {
  return {mode: 'inside', compilesGo: models.length > 0, rule, reason, line, hint, warnings: []}
}

function replaced({dockerfile, build, compileFacts, buildCommand}: ModeInput, {models}: StagesRead): Possible {
  const [first] = models
  if (!first)
    return {mode: 'no', rule: 'no-go', reason: 'no stage that the image needs is known to compile Go', line: undefined}
  const answer = buildCommand ? decideCommand(models, buildCommand) : decideReplace(models, compileFacts)
  if (answer.kind === 'no') return {...answer, mode: 'no'}
  const impossible = overlayRefusal(dockerfile, build.buildArgs)
  if (impossible) return {...impossible, mode: 'no'}
  const stages = answer.cuts.map(cut => cut.name).join(', ')
  const why = buildCommand
    ? `build-command makes the programs of stage ${stages}, and nothing else is taken from it`
    : `the go build of stage ${stages} is known to the last word, and all ten rules hold`
  return {
    mode: 'replace',
    rule: buildCommand ? 'replace-command' : 'replace',
    reason: why,
    line: first.stage.line,
    warnings: answer.warnings,
    context: contextName(dockerfile, build.contexts),
    cuts: answer.cuts,
    compiles: 'compiles' in answer ? answer.compiles : [],
    commands: 'commands' in answer ? answer.commands : [],
    open: 'open' in answer ? answer.open : [],
  }
}

function prebuilt({dockerfile, build, tree, requested}: ModeInput, {models, takes, started}: StagesRead): Possible {
  const answer = decidePrebuilt({takes, started, tree, asked: requested === 'prebuilt'})
  if (answer.kind === 'none') {
    const [first] = models
    const compiles = first ? `stage ${first.stage.name} compiles Go itself` : 'no stage is known to compile Go'
    const reason = `${compiles}, and no program is copied that has to be compiled first`
    return {mode: 'no', rule: 'no-go', reason, line: undefined}
  }
  if (answer.kind === 'no') return {...answer, mode: 'no'}
  const {copies, programs} = answer
  const impossible = overlayRefusal(dockerfile, build.buildArgs) ?? prebuiltRefusal({dockerfile, copies, programs})
  if (impossible) return {...impossible, mode: 'no'}
  const paths = [...new Set(programs.map(({path}) => path))].join(', ')
  return {
    mode: 'prebuilt',
    rule: 'prebuilt',
    reason: `it copies ${paths}, which git does not have: compiled from ${[...new Set(programs.map(({main}) => main.importPath))].join(', ')}`,
    line: copies[0]?.line,
    warnings: distinct(programs.flatMap(passedOver)),
    context: contextName(dockerfile, build.contexts),
    copies,
    programs,
  }
}

function passedOver({main, passedOver: other, path}: PrebuiltProgram): readonly ModeWarning[] {
  if (!other) return []
  return [{message: `${path} is compiled from ${main.importPath}, not from ${other.importPath}`, line: undefined}]
}

function commandProblems({buildCommand, requested}: ModeInput, {models}: StagesRead): readonly Problem[] {
  if (!buildCommand) return []
  const subject = 'build-command'
  if (buildCommand.length === 0) return [{subject, message: 'it has no words', hint: 'for example: make build'}]
  if (requested === 'prebuilt' || requested === 'inside') {
    const message = `it stands for a stage that is replaced, and dockerfile-mode is ${requested}`
    return [{subject, message, hint: 'leave one of them out'}]
  }
  if (models.length > 0) return []
  return [
    {
      subject,
      message: 'it stands for a stage that compiles Go, and none that the image needs is known to',
      hint: 'leave it out',
    },
  ]
}
