import type {ModeDecision} from '../modes/mode-types.ts'
import type {PrebuiltProgram} from '../modes/prebuilt.ts'
import type {Dockerfile} from '../types.ts'
import {overlayDiff} from './diff.ts'
import {prebuiltLayout, prebuiltOverlay, prebuiltPath} from './prebuilt.ts'
import {replaceOverlay} from './replace.ts'
import {type ContextProgram, contextTree} from './tree.ts'

/** What is built in the place of the user's Dockerfile. */
export interface Overlay {
  readonly dockerfile: Buffer
  /** `diff -u` from the user's. */
  readonly diff: string
  /** The name of the context with the programs, and what has to be in it. */
  readonly context: string
  readonly programs: readonly OverlayProgram[]
}

/** A program's place in that context: mode 0755, and no .dockerignore beside it. */
export type OverlayProgram =
  | ({readonly kind: 'compiled'} & ContextProgram)
  | {readonly kind: 'main'; readonly path: string; readonly program: PrebuiltProgram}

/** Undefined where the user's own Dockerfile is built. */
export function overlayOf(dockerfile: Dockerfile, decision: ModeDecision): Overlay | undefined {
  if (decision.mode === 'inside') return undefined
  const text =
    decision.mode === 'replace' ? replaceOverlay({dockerfile, ...decision}) : prebuiltOverlay({dockerfile, ...decision})
  return {
    dockerfile: text,
    diff: overlayDiff(dockerfile.path, dockerfile.source.toString(), text.toString()),
    context: decision.context,
    programs: programsOf(decision),
  }
}

function programsOf(decision: Exclude<ModeDecision, {mode: 'inside'}>): readonly OverlayProgram[] {
  if (decision.mode === 'replace') {
    const tree = contextTree([...decision.compiles, ...decision.commands.map(asCompiled)])
    return tree.map(program => ({kind: 'compiled', ...program}))
  }
  const layout = prebuiltLayout(decision.programs)
  const placed = decision.programs.map(program => [prebuiltPath(program, layout), program] as const)
  return [...new Map(placed)].map(([path, program]) => ({kind: 'main', path, program}))
}

/** A command has its programs by their paths in the stage. */
function asCompiled(command: Extract<ModeDecision, {mode: 'replace'}>['commands'][number]) {
  return {...command, programs: command.programs.map(({path}) => ({path, executable: path}))}
}
