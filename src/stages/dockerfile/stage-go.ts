import type {Context} from '../../context.ts'
import type {GoWanted, ModeDecision} from '../../dockerfile/index.ts'

/**
 * The request with the Go of the stages that are replaced: the program is to be what it would have been in them. What the
 * user says of the version holds; whether it fits is asked when it is there (`wrongGo`).
 */
export function withStageGo<C extends Pick<Context, 'request'>>(context: C, decision: ModeDecision): C {
  const {go} = context.request
  const wanted = gosOf(decision)[0]
  if (!wanted || go.version !== undefined || go.versionFile !== undefined) return context
  return {...context, request: {...context.request, go: {...go, version: versionOf(wanted)}}}
}

/** Why this Go would make other programs than the stages' own; undefined where it would not. */
export function wrongGo(decision: ModeDecision, version: string): string | undefined {
  const other = gosOf(decision).find(wanted => wanted.kind === 'exact' && wanted.version !== version)
  return other && `${other.image} has Go ${other.version}, and this run has ${version}`
}

function gosOf(decision: ModeDecision): readonly GoWanted[] {
  if (decision.mode !== 'replace') return []
  const gos = [...decision.compiles, ...decision.commands].flatMap(({go}) => go ?? [])
  return [...gos.filter(({kind}) => kind === 'exact'), ...gos.filter(({kind}) => kind === 'floating')]
}

/** A tag such as `1.26` moves with the patches. */
function versionOf({kind, version}: GoWanted): string {
  if (kind === 'exact') return version
  return version === '' || version === '1' ? 'stable' : `${version}.x`
}
