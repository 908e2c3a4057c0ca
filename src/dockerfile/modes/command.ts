import {posix} from 'node:path'
import {foreignToolFlag, goflagsOf} from './go-flags.ts'
import {isPattern} from './path-pattern.ts'
import {type Cut, cutsOf, distinct, type ReplaceRefusal} from './replace.ts'
import {reach} from './rules/01-reach.ts'
import {sources} from './rules/02-sources.ts'
import {words as wordsRule} from './rules/03-words.ts'
import {environment} from './rules/05-environment.ts'
import {FILES_HINT, FILES_ID} from './rules/06-files.ts'
import {foreignFiles, sourceChanges} from './rules/07-source-changes.ts'
import {touched} from './rules/09-touched.ts'
import {stageCommand} from './stage-command.ts'
import {commandText, type PlacedCommand, type StageModel} from './stage-model.ts'
import type {ModeWarning, StageCommand, StageFiles, WorkTreeFacts} from './types.ts'
import {type Use, usesOf} from './uses.ts'

export type CommandDecision =
  | {
      readonly kind: 'replace'
      readonly cuts: readonly Cut[]
      readonly commands: readonly StageCommand[]
      readonly warnings: readonly ModeWarning[]
    }
  | ReplaceRefusal

/** What of one stage its programs are, and the RUN that the user's command stands for. */
interface Taken {
  readonly programs: readonly string[]
  readonly files: readonly StageFiles[]
  readonly compiling: PlacedCommand
  readonly warnings: readonly ModeWarning[]
}

/**
 * The user says by which words the stage's programs are made (`build-command`), so what the stage's RUN does need not be
 * known, nor its flags, cgo and stamp. What surrounds it must be as harmless as for a go build that is read.
 */
export function decideCommand(models: readonly StageModel[], words: readonly string[]): CommandDecision {
  const commands: StageCommand[] = []
  const warnings: ModeWarning[] = []
  const judged: {model: StageModel; uses: readonly Use[]; builds: readonly []}[] = []
  for (const model of models) {
    const taken = takenFrom(model)
    if ('kind' in taken) return taken
    const folder = model.files.folderOf(taken.compiling.workdir)
    if (folder === undefined) {
      const reason = `which sources are in ${taken.compiling.workdir} is not clear`
      return {kind: 'no', rule: FILES_ID, reason, line: taken.compiling.line, hint: FILES_HINT}
    }
    commands.push(
      stageCommand({
        model,
        words,
        folder,
        line: taken.compiling.line,
        env: taken.compiling.env,
        programs: taken.programs,
      }),
    )
    warnings.push(...taken.warnings)
    const use: readonly Use[] = model.consumers
      .slice(0, 1)
      .map(consumer => ({consumer, kind: 'known', programs: [], files: taken.files}))
    judged.push({model, uses: use, builds: []})
  }
  const cuts = cutsOf(judged)
  return 'kind' in cuts ? cuts : {kind: 'replace', cuts: cuts.cuts, commands, warnings: distinct(warnings)}
}

function takenFrom(model: StageModel): Taken | ReplaceRefusal {
  const [entangled] = model.entangled
  if (entangled) return no(reach, `stage ${model.stage.name} ${entangled.how}`, entangled.line)
  const at = model.commands.findLastIndex(compilesSomehow)
  const compiling = model.commands[at]
  if (!compiling) return no(wordsRule, `nothing in stage ${model.stage.name} compiles`, model.stage.line)
  const parts = partsOf(model)
  if ('kind' in parts) return parts
  const foreign = foreignFiles(model)
  if (foreign) return no(sourceChanges, foreign.reason, foreign.line)
  const before = model.commands
    .slice(0, at)
    .find(placed => placed.kind === 'clear' && placed.role.role === 'changes-source')
  if (before) {
    return no(sourceChanges, `${commandText(before)} runs before the sources are compiled`, before.line)
  }
  const after = model.commands.slice(at + 1).find(placed => touches(placed, parts.programs))
  if (after) return no(touched, 'a command that may change the program runs after it was made', after.line)
  const setting = foreignSetting(compiling.env)
  if (setting !== undefined) return no(environment, setting, compiling.line)
  const owner = foreignOwner(model, compiling)
  if (owner) return owner
  return {...parts, compiling, warnings: warningsOf(model, compiling, at)}
}

function compilesSomehow(placed: PlacedCommand): boolean {
  return placed.kind === 'unclear' || /^(compile|unclear-compile|tool)$/.test(placed.role.role)
}

/** What is taken and is in git is copied from the context; whatever else is what the command makes. */
function partsOf(model: StageModel): {programs: readonly string[]; files: readonly StageFiles[]} | ReplaceRefusal {
  const programs: string[] = []
  const files: StageFiles[] = []
  for (const {consumer, ...use} of usesOf(model)) {
    const {path, line} = consumer
    const found = model.files.sourceOf(path)?.source
    if (found !== undefined && use.kind === 'known' && isSource(model.tree, found)) files.push(...use.files)
    else if (found !== undefined && model.tree.kindOf(found) === 'folder') {
      return no(sources, `line ${line} takes the folder ${path}, in which the command may make more files`, line)
    } else if (isPattern(path) || path === '/') {
      return no(sources, `line ${line} takes ${path}, and which files that are is not known`, line)
    } else programs.push(path)
  }
  const [first] = model.consumers
  if (programs.length === 0) return no(sources, 'no program is taken from the stage', first?.line ?? model.stage.line)
  return {programs: [...new Set(programs)], files}
}

/** A file that is no left-over of an earlier build. */
function isSource({kindOf, tracked, isIgnored}: WorkTreeFacts, path: string): boolean {
  if (kindOf(path) !== 'file') return false
  return tracked ? tracked.includes(path) : !isIgnored(path)
}

function touches(placed: PlacedCommand, programs: readonly string[]): boolean {
  if (placed.kind === 'unclear') return true
  const [program] = placed.command.words
  // `./app version`: whether it starts.
  if (program && programs.includes(posix.resolve(placed.command.cwd, program.text))) return false
  return !/^(prepare|check)$/.test(placed.role.role)
}

/** What the stage's variables tell go of its files: the command would take the runner's, or find none. */
function foreignSetting({GOFLAGS = '', GOWORK = ''}: Readonly<Record<string, string>>): string | undefined {
  if (GOWORK.startsWith('/')) return `GOWORK is ${GOWORK}`
  const read = goflagsOf(GOFLAGS)
  if ('why' in read) return `go would get ${read.why}`
  const flag = foreignToolFlag(read.flags) ?? read.flags.find(word => /^-(modfile|pgo)=\//.test(word))
  return flag && `GOFLAGS has ${flag}, which names files or programs of the stage`
}

function foreignOwner({consumers}: StageModel, {user, line}: PlacedCommand): ReplaceRefusal | undefined {
  if (/^((root|0)(:(root|0))?)?$/.test(user)) return undefined
  const taken = consumers.find(({owned}) => !owned)
  return taken && no(touched, `the program belongs to ${user}, and line ${taken.line} has no --chown`, line)
}

function warningsOf(model: StageModel, compiling: PlacedCommand, at: number): readonly ModeWarning[] {
  const {go} = model
  const image = model.image.name || 'the stage'
  const message = `which Go ${image} has is not known; build-command runs with this run’s`
  const version = go.kind === 'exact' ? [] : [{message, line: model.image.line}]
  const lost = model.commands.flatMap((placed, index): readonly ModeWarning[] => {
    if (index === at || (placed.kind === 'clear' && placed.role.role === 'prepare')) return []
    if (placed.line === compiling.line) return []
    return [{message: `${commandText(placed)} of the replaced stage does not run`, line: placed.line}]
  })
  return [...version, ...lost]
}

function no({id, hint}: {readonly id: string; readonly hint: string}, reason: string, line: number): ReplaceRefusal {
  return {kind: 'no', rule: id, reason, line, hint}
}
