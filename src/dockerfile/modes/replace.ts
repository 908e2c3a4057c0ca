import {formatPlatform} from '../../oci/index.ts'
import {goEnvironmentOf} from './go-environment.ts'
import {sources} from './rules/02-sources.ts'
import {replaceRules} from './rules/index.ts'
import type {Judged, UsedBuild} from './rules/rule.ts'
import {buildFor, type PlacedBuild, type StageModel} from './stage-model.ts'
import type {CompileFacts, GoWanted, ModeWarning, StageCompile, StageFiles, UnlistedCompile} from './types.ts'
import {usesOf} from './uses.ts'
import {buildvcsOf} from './vcs.ts'

/** A stage that becomes a folder of programs. */
export interface Cut {
  readonly stage: number
  readonly name: string
  /** The context's files that it must still have, the same for all platforms. */
  readonly files: readonly StageFiles[]
}

/** The rule that doesn't hold. */
export interface ReplaceRefusal {
  readonly kind: 'no'
  readonly rule: string
  readonly reason: string
  readonly line: number
  readonly hint: string
}

export type ReplaceDecision =
  | {
      readonly kind: 'replace'
      readonly cuts: readonly Cut[]
      readonly compiles: readonly StageCompile[]
      readonly warnings: readonly ModeWarning[]
      /** Compiles that rule 6 waits for: ask go about them and decide again. */
      readonly open: readonly StageCompile[]
    }
  | ReplaceRefusal

/** What go said of a compile, by its id. */
export type CompileFactsById = ReadonlyMap<string, CompileFacts | UnlistedCompile>

/** May these stages be replaced? One model for each stage that compiles Go and each platform. All or nothing. */
export function decideReplace(models: readonly StageModel[], facts: CompileFactsById): ReplaceDecision {
  const judged = models.map(judge)
  const rules = replaceRules((model, build) => facts.get(compileId(model, build)))
  const warnings: ModeWarning[] = []
  for (const one of judged) {
    for (const {id, hint, check} of rules) {
      const result = check(one)
      if (!result.ok) return {kind: 'no', rule: id, reason: result.reason, line: result.line, hint}
      warnings.push(...(result.warnings ?? []))
    }
  }
  const cuts = cutsOf(judged)
  if ('kind' in cuts) return cuts
  const compiles = judged.flatMap(one => one.builds.map(used => compileOf(one.model, used)))
  const open = compiles.filter(({id}) => !facts.has(id))
  return {kind: 'replace', cuts: cuts.cuts, compiles, warnings: distinct(warnings), open}
}

export function judge(model: StageModel): Judged {
  const uses = usesOf(model)
  const programs = uses.flatMap(use => (use.kind === 'known' ? use.programs : []))
  const builds = new Map<PlacedBuild, UsedBuild>()
  for (const program of programs) {
    const build = buildFor(model, program.path)
    if (!build) continue
    const before = builds.get(build) ?? {build, programs: [], buildvcs: buildvcsOf(model, build)}
    if (before.programs.some(({path}) => path === program.path)) continue
    builds.set(build, {...before, programs: [...before.programs, program]})
  }
  return {model, uses, builds: [...builds.values()].sort((a, b) => a.build.index - b.build.index)}
}

function compileId({stage, platform}: StageModel, build: PlacedBuild): string {
  return `${stage.name}:${build.line}.${build.index} ${formatPlatform(platform)}`
}

export function compileOf(model: StageModel, {build, programs, buildvcs}: UsedBuild): StageCompile {
  const flags = build.go.flags.filter(flag => !/^-(buildvcs(=.*)?|v|x|work|json)$/.test(flag))
  return {
    id: compileId(model, build),
    platform: model.platform,
    line: build.line,
    folder: model.files.folderOf(build.folder) ?? '',
    env: goEnvironmentOf({...model, go: build.go, env: build.env}),
    flags: [...flags, `-buildvcs=${buildvcs}`],
    packages: build.go.packages,
    programs,
    go: knownGo(model),
  }
}

/** Rule 5 has held. */
function knownGo({image, go}: StageModel): GoWanted {
  return go.kind === 'unknown' ? {kind: 'floating', version: '', image: image.name} : go
}

/** The overlay is one text for all platforms. */
export function cutsOf(judged: readonly Judged[]): {readonly cuts: readonly Cut[]} | ReplaceRefusal {
  const cuts = new Map<number, Cut>()
  for (const {model, uses} of judged) {
    const {index, name, line} = model.stage
    const files = filesOf(uses)
    const before = cuts.get(index)
    if (before && JSON.stringify(before.files) !== JSON.stringify(files)) {
      const reason = `the files that are taken from stage ${name} differ by platform`
      return {kind: 'no', rule: sources.id, reason, line, hint: sources.hint}
    }
    cuts.set(index, {stage: index, name, files})
  }
  return {cuts: [...cuts.values()].sort((a, b) => a.stage - b.stage)}
}

export function filesOf(uses: Judged['uses']): readonly StageFiles[] {
  const files = uses.flatMap(use => (use.kind === 'known' ? use.files : [])).sort((a, b) => a.line - b.line)
  return [...new Map(files.map(file => [JSON.stringify(file), file])).values()]
}

export function distinct(warnings: readonly ModeWarning[]): readonly ModeWarning[] {
  return [...new Map(warnings.map(warning => [JSON.stringify(warning), warning])).values()]
}
