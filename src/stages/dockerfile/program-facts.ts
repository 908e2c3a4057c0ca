import {join} from 'node:path'
import type {Context} from '../../context.ts'
import {
  type CompileFacts,
  goImportsArguments,
  type ImportFacts,
  type MainFact,
  type StageCompile,
  summarizeImports,
} from '../../dockerfile/index.ts'
import type {FirstLook} from '../look-around.ts'
import {runGo} from '../prepare-go.ts'
import {compilesIn, type ModeQuestion} from './decide-mode.ts'
import {stageEnv} from './go-knowledge.ts'

/** What the programs are made of, as go has told for a replacement; undefined where it was not asked. */
export function importsOf(compileFacts: ReadonlyMap<string, CompileFacts>): ImportFacts | undefined {
  if (compileFacts.size === 0) return undefined
  return {imports: new Set([...compileFacts.values()].flatMap(({imports}) => imports)), cgoPackages: undefined}
}

interface Question {
  readonly question: ModeQuestion
  readonly mains: readonly MainFact[]
  /** Absolute: the build context. */
  readonly root: string
}

/** What they are made of where they are compiled in their stage: whatever Go there is tells, offline. */
export async function importsAtHand(
  context: Context,
  look: FirstLook,
  {question, mains, root}: Question,
): Promise<ImportFacts | undefined> {
  if ('problems' in look.goPlan) return undefined
  const {onPath} = look.goPlan.gos
  if (!onPath) return undefined
  const go = runGo(context, {...look, goPlan: look.goPlan}, {program: onPath.program, env: {GOTOOLCHAIN: 'local'}})
  const list = async (compile: StageCompile) => {
    const env = {...(await stageEnv(go, compile)), ...cgoOf(compile), GOPROXY: 'off'}
    return go(goImportsArguments(compile), {cwd: join(root, compile.folder), env, signal: context.signal})
  }
  const answers = await Promise.all(compilesIn(question, mains).map(list))
  if (answers.length === 0 || answers.some(({exitCode}) => exitCode !== 0)) return undefined
  return summarizeImports(answers.map(({stdout}) => stdout).join('\n'))
}

/** Unsaid, it is on in a stage for its own platform. */
function cgoOf({env}: StageCompile): {readonly CGO_ENABLED: string} {
  return {CGO_ENABLED: env.CGO_ENABLED === '0' ? '0' : '1'}
}
