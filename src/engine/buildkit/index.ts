export {missingActionsCache} from './actions-cache.ts'
export {
  type Checks,
  type Needed,
  type Outline,
  parseChecks,
  parseOutline,
  parseTargets,
  type Target,
} from './answers.ts'
export type {BuildTask, QuestionTask} from './arguments.ts'
export {askBuildKit, askOutline, askTargets, type Question, type QuestionName} from './ask.ts'
export type {AttemptOptions} from './attempt.ts'
export {type BuildOptions, type BuildResult, buildDockerfile, buildDockerfiles, type ImageOptions} from './build.ts'
export {appendedNodes, type BuilderContext, type ChosenBuilder, chooseBuilder, removeBuilder} from './builder.ts'
export {type Buildx, type BuildxContext, findBuildx, isAtLeast, type RunOptions} from './buildx.ts'
export {checkAnnotations} from './checks.ts'
export {asksForBuilder, BUILDKIT_IMAGE, builderProblems} from './create.ts'
export {emulationProblems, type RunStep} from './emulation.ts'
export {buildxEnvironment} from './environment.ts'
export type {CheckWarning} from './events.ts'
export {lacksNamedContexts, lostBuilder, type SourceOfLines} from './failure.ts'
export {buildHelper} from './helper.ts'
export {type Builder, type BuilderNode, canWriteLayout} from './inspect.ts'
export {type BuilderLogin, withLogins} from './logins.ts'
export {splitProblems} from './nodes.ts'
export {findPrograms} from './programs.ts'
export type {Step} from './progress.ts'
export {secretProblems} from './secrets.ts'
export {unusedTlsVariables} from './tls-variables.ts'
export {variableProblems} from './variables.ts'
