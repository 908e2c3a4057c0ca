import {posix} from 'node:path'
import {below} from '../context-files.ts'
import type {PlacedBuild, PlacedCommand} from '../stage-model.ts'
import {type Judged, OK, type Refusal, type Rule, refuse} from './rule.ts'

/** Capabilities, owners and whatever else happens to a file after it was made would be missing. */
export const touched: Rule = {
  id: 'replace-9-touched',
  title: 'nothing touches a program or file after it was made, and it belongs to root',
  hint: 'do it in the stage of the image, for example with COPY --chown or --chmod',
  check: judged => {
    const {model, builds} = judged
    const first = Math.min(...builds.map(({build}) => build.index))
    for (const placed of model.commands.slice(first + 1)) {
      const what = mayTouch(placed)
      if (what !== undefined) return refuse(`${what} runs after the program was made`, placed.line)
    }
    return foreignOwner(judged) ?? overwritten(judged) ?? compiledOver(judged) ?? OK
  },
}

function mayTouch(placed: PlacedCommand): string | undefined {
  if (placed.kind === 'unclear') return `a RUN that can't be followed (it has ${placed.why})`
  const {role} = placed
  return role.role === 'prepare' || role.role === 'compile' || role.role === 'check' || role.role === 'unclear-compile'
    ? undefined
    : role.what
}

/** `COPY --from=STAGE` keeps the owner that a file has there; what comes from a folder is root's. https://github.com/moby/moby/issues/38599 */
function foreignOwner({builds, uses}: Judged): Refusal | undefined {
  for (const {build, programs} of builds) {
    if (build.user === '' || /^(root|0)(:(root|0))?$/.test(build.user)) continue
    const paths = new Set(programs.map(program => program.path))
    const taken = uses.find(
      use => use.kind === 'known' && !use.consumer.owned && use.programs.some(program => paths.has(program.path)),
    )
    if (taken)
      return refuse(`the program belongs to ${build.user}, and line ${taken.consumer.line} has no --chown`, build.line)
  }
  return undefined
}

function overwritten({model, builds}: Judged): Refusal | undefined {
  for (const {build, programs} of builds) {
    for (const {path} of programs) {
      const found = model.files.sourceOf(path)
      if (found && found.copy.line > build.line)
        return refuse(`${path} is written over with ${found.source}`, found.copy.line)
    }
  }
  return undefined
}

/** By a later go build of which it isn't known what it makes. */
function compiledOver({model, builds}: Judged): Refusal | undefined {
  for (const {build, programs} of builds) {
    const later = model.builds.filter(({index, unclear}) => index > build.index && unclear !== undefined)
    const found = later.find(other => programs.some(({path}) => mayWrite(other, path)))
    if (found) return refuse(`a go build may write over the program: ${found.unclear}`, found.line)
  }
  return undefined
}

function mayWrite({go, folder}: PlacedBuild, path: string): boolean {
  return go.verb === 'install' || below(posix.resolve(folder, go.output ?? '.'), path) !== undefined
}
