export {type BuildInfo, readBuildInfo} from './build-info.ts'
export {decideMode} from './decide.ts'
export {
  type GoListPlace,
  goImportsArguments,
  goListArguments,
  type ImportFacts,
  summarizeGoList,
  summarizeImports,
} from './go-list.ts'
export {knownCompiles} from './known-compiles.ts'
export {
  DOCKERFILE_MODES,
  type ModeAnswer,
  type ModeDecision,
  type ModeInput,
  type RequestedMode,
} from './mode-types.ts'
export type {PrebuiltCopy, PrebuiltProgram} from './prebuilt.ts'
export {mainsOfCompile} from './programs.ts'
export type {CompileFactsById, Cut} from './replace.ts'
export {describeReplaceRules} from './rules/index.ts'
export type {
  BuildFacts,
  CompileFacts,
  GoWanted,
  MainFact,
  ModeWarning,
  StageCommand,
  StageCompile,
  StageFiles,
  StageProgram,
  UnlistedCompile,
  WorkTreeFacts,
} from './types.ts'
export {decideUnread} from './unread.ts'
export {type ComparedProgram, compareProgram, type Difference, isReproducible} from './verify.ts'
