import type {Context} from '../context.ts'
import {
  type BuildFlags,
  buildFlags,
  type ChosenMain,
  discoverMains,
  type GoFacts,
  goFacts,
  platformProblems,
  type RunGo,
} from '../go/index.ts'
import type {Problem} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'
import type {Request} from '../request/index.ts'
import type {Trigger} from '../trigger/index.ts'
import type {Surroundings} from './look-around.ts'

/** What Go says of it, too. Nothing is decided here but what Go itself would decide. */
export interface Discovered extends Surroundings {
  readonly go: RunGo
  readonly goFacts: GoFacts
  readonly flags: BuildFlags
  readonly mains: readonly ChosenMain[]
  /** Mistakes of the request that only show in this work tree or with this Go. */
  readonly problems: readonly Problem[]
}

/** Some 60 ms: one `go env` and one `go list` without the network. */
export async function discover(context: Context, surroundings: Surroundings, go: RunGo): Promise<Discovered> {
  const {dir, compile, platforms, container, mains: patterns} = context.request
  const facts = await goFacts({go, dir})
  const {trigger} = surroundings
  const {flags, problems} = buildFlags({
    goFlags: facts.goFlags,
    compile,
    buildvcs: decideStamp(compile.buildvcs, trigger),
    trusted: trigger.trust.trusted,
  })
  const [choice, unsupported, missing] = await Promise.all([
    discoverMains({go, facts, dir, patterns, flags: flags.list}),
    platformProblems({go, dir, minor: facts.minor, platforms}),
    missingFiles(container.files),
  ])
  return {
    ...surroundings,
    go,
    goFacts: facts,
    flags,
    mains: 'mains' in choice ? choice.mains : [],
    problems: [...problems, ...unsupported, ...missing, ...('problems' in choice ? choice.problems : [])],
  }
}

/**
 * A stamp changes the program with every commit, so that it is linked and sent anew; it is worth that for what people
 * report bugs against: tags. Without a commit there is nothing to stamp, and go would fail.
 */
export function decideStamp(wanted: Request['compile']['buildvcs'], trigger: Trigger): boolean {
  return wanted === 'auto' ? trigger.tag !== undefined && trigger.commit !== undefined : wanted
}

async function missingFiles(files: Request['container']['files']): Promise<readonly Problem[]> {
  const there = await Promise.all(files.map(({source}) => exists(source)))
  return files
    .filter((_, at) => !there[at])
    .map(({source}) => ({
      subject: 'files',
      message: `${source} does not exist`,
      hint: 'sources are relative to the Go folder',
    }))
}
