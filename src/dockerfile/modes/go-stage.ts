import {goProgram} from './go-command.ts'
import {compilesUnread} from './rules/hidden-compile.ts'
import type {PlacedCommand, StageModel} from './stage-model.ts'

/**
 * Does the stage compile Go? Its name says nothing: `builder` may fetch helm, `build` may only run setcap. `ownLines`: of
 * its own instructions, and of those that an ONBUILD gives it.
 */
export function compilesGo(model: StageModel, ownLines: ReadonlySet<number>): boolean {
  const own = model.commands.filter(({line}) => ownLines.has(line))
  if (own.some(isGoBuild)) return true
  const hasGo = model.go.kind !== 'unknown' || model.commands.some(isGo)
  return own.some(mayCompile) && (hasGo || copiesModule(model))
}

function isGoBuild(placed: PlacedCommand): boolean {
  if (compilesUnread(placed) === 'go') return true
  return placed.kind === 'clear' && (placed.role.role === 'compile' || placed.role.role === 'unclear-compile')
}

/** `go mod download`, in an image of another name. */
function isGo(placed: PlacedCommand): boolean {
  return placed.kind === 'clear' && goProgram(placed.command.words[0]?.text ?? '') !== undefined
}

/** make and scripts, which compile Go where there is Go and a module. */
function mayCompile(placed: PlacedCommand): boolean {
  return compilesUnread(placed) !== undefined || (placed.kind === 'clear' && placed.role.role === 'tool')
}

function copiesModule({copies}: StageModel): boolean {
  return copies.some(({source}) => /(^|\/)go\.(mod|sum|\*)$/.test(source))
}
