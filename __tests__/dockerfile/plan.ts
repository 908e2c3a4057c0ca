// Goes as far with a build as the oracle does, by our own walk and graph.
import {type BaseImage, parseDockerfile, stageGraph, walkStage} from '../../src/dockerfile/index.ts'
import {type Platform, parsePlatform} from '../../src/oci/index.ts'
import type {BuildAnswer, BuildQuestion} from './oracle.ts'

export type Plan = Pick<BuildAnswer, 'problem' | 'config'>

export function planOurselves(question: BuildQuestion): Plan {
  const read = parseDockerfile(Buffer.from(question.source), 'Dockerfile')
  if ('problem' in read) return read
  const {dockerfile} = read
  const options = {
    buildArgs: question.buildArgs ?? {},
    target: platform(question.platform),
    build: platform(question.builder),
    targetStage: question.target,
    baseImage: () => baseImage(question.base),
  }
  const graph = stageGraph(dockerfile, question.target, options)
  if ('problem' in graph) return graph
  const walks = graph.reached.map(stage => ({stage, walk: walkStage(dockerfile, stage, options)}))
  const failed = walks.find(({walk}) => walk.problem)?.walk.problem
  if (failed) return {problem: failed}
  const state = walks.find(({stage}) => stage === graph.target)?.walk.after
  if (!state) throw new Error('the target is not reached')
  const Env = [...state.env].map(([name, {value}]) => `${name}=${value}`).sort()
  return {config: {Env, WorkingDir: state.workdir ?? '', User: state.user ?? ''}}
}

function baseImage({Env = [], WorkingDir, User}: NonNullable<BuildQuestion['base']> = {}): BaseImage {
  return {
    env: Object.fromEntries(Env.map(entry => entry.split('=', 2))),
    ...(WorkingDir === undefined ? {} : {workdir: WorkingDir}),
    ...(User === undefined ? {} : {user: User}),
  }
}

function platform(text: string): Platform {
  const parsed = parsePlatform(text)
  if (!parsed) throw new Error(text)
  return parsed
}

/** Their plan in the form of ours: WORKDIR / is the same as none, and an empty user as well. */
export function planOfTheirs({problem, config}: BuildAnswer): Plan {
  if (problem) return {problem}
  const {Env = [], WorkingDir, User = ''} = config ?? {}
  return {config: {Env: [...Env].sort(), WorkingDir: WorkingDir || '/', User}}
}

/** Our plan without what BuildKit doesn't tell, or tells at random. */
export function comparablePlan(ours: Plan, theirs: Plan): Plan {
  if (!theirs.problem && !ours.problem) return ours
  const theirMessage = theirs.problem?.message ?? ''
  // We don't read what images and platforms are called; and it counts images as stages once something mounts them.
  if (/^failed to parse /.test(theirMessage) || /^invalid stage index/.test(ours.problem?.message ?? '')) return theirs
  // It goes round a cycle in the order of a Go map.
  const blind = theirs.problem?.line === 0 || theirMessage.startsWith('circular dependency')
  return blind && ours.problem ? {problem: {...ours.problem, line: theirs.problem?.line ?? 0}} : ours
}
