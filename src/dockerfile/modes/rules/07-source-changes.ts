import {posix} from 'node:path'
import {isUnpacked} from '../context-files.ts'
import type {PlacedCommand, StageModel} from '../stage-model.ts'
import type {Step} from '../types.ts'
import {OK, type Refusal, type Rule, refuse} from './rule.ts'

/** Generated, patched or fetched sources are not in the work tree. */
export const sourceChanges: Rule = {
  id: 'replace-7-source-changes',
  title: 'nothing changes the sources before they are compiled',
  hint: 'commit what is generated, or give the whole command with `build-command`',
  check: ({model, builds}) => {
    const last = Math.max(-1, ...builds.map(({build}) => build.index))
    const foreign = foreignFiles(model)
    if (foreign) return foreign
    for (const placed of model.commands.slice(0, Math.max(0, last))) {
      const what = mayChange(placed)
      if (what !== undefined) return refuse(`${what} runs before the sources are compiled`, placed.line)
    }
    return OK
  },
}

/** Files that come from neither the image nor the context. */
export function foreignFiles(model: StageModel): Refusal | undefined {
  for (const step of model.steps) {
    const from = foreignSource(step) ?? mountedOver(step, model)
    if (from !== undefined) return refuse(`files of ${from} get into the stage`, step.line)
  }
  return undefined
}

function foreignSource(step: Step): string | undefined {
  if (step.kind === 'copy') {
    if (step.inline) return 'the Dockerfile itself'
    // Only programs that help to cross-compile: https://github.com/tonistiigi/xx
    if (step.from !== undefined) return /(^|\/)tonistiigi\/xx(:|@|$)/.test(step.fromImage ?? '') ? undefined : step.from
    return step.add ? step.sources.find(isUnpacked) : undefined
  }
  if (step.kind !== 'run') return undefined
  return step.mounts.find(({type, options}) => type === 'bind' && options.from !== undefined)?.options.from
}

/** A secret among the sources, which go may read or embed; and what hides some of them. */
function mountedOver(step: Step, {files}: StageModel): string | undefined {
  if (step.kind !== 'run') return undefined
  const found = step.mounts.find(({type, options}) => {
    if (options.target === undefined) return false
    const target = posix.resolve(step.workdir, options.target)
    if (type === 'secret') return files.folderOf(posix.dirname(target)) !== undefined
    return (type === 'tmpfs' || type === 'cache') && files.sourceOf(target) !== undefined
  })
  return found && `a ${found.type} mount at ${found.options.target}`
}

function mayChange(placed: PlacedCommand): string | undefined {
  if (placed.kind === 'unclear') return `a RUN that can't be followed (it has ${placed.why})`
  const {role} = placed
  switch (role.role) {
    case 'changes-source':
    case 'changes-result':
    case 'tool':
    case 'unknown':
      return role.what
    default:
      return undefined
  }
}
