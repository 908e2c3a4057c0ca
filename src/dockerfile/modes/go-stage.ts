import {goOfImage} from './golang-image.ts'
import {compilesText} from './rules/hidden-compile.ts'
import type {PlacedCommand, StageModel} from './stage-model.ts'

/** Does the stage compile Go? Its name says nothing: `builder` may fetch helm, `build` may only run setcap. */
export function compilesGo(model: StageModel, ownLines: {readonly first: number; readonly last: number}): boolean {
  const own = model.commands.filter(({line}) => line >= ownLines.first && line <= ownLines.last)
  if (own.some(isGoBuild)) return true
  return own.some(mayCompile) && (goOfImage(model.image.name).kind !== 'unknown' || copiesModule(model))
}

function isGoBuild(placed: PlacedCommand): boolean {
  if (placed.kind === 'unclear') return compilesText(placed.text) === 'go'
  return placed.role.role === 'compile' || placed.role.role === 'unclear-compile'
}

/** make and scripts, which compile Go where there is Go and a module. */
function mayCompile(placed: PlacedCommand): boolean {
  if (placed.kind === 'unclear') return compilesText(placed.text) !== undefined
  return placed.role.role === 'tool'
}

function copiesModule({copies}: StageModel): boolean {
  return copies.some(({source}) => /(^|\/)go\.(mod|sum|\*)$/.test(source))
}
