import type {JobCaches} from '../ci-cache/index.ts'
import {type JsonRecord, numberAt, recordAt, stringAt} from '../lib/json.ts'

export const JOB_STATE_NAME = 'go-containerize-setup'

/** What the main step of `setup` left; undefined when it left nothing that can be used. */
export function parseJobCaches(text: string): JobCaches | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const [goCache, goModCache, sums] = ['goCache', 'goModCache', 'sums'].map(name => stringAt(value, name))
  const [modules, build] = [recordAt(value, 'modules'), recordAt(value, 'build')]
  const [ofModules, ofBuild] = [modules && parseEntry(modules), build && parseEntry(build)]
  const entriesBefore = numberAt(build, 'entriesBefore')
  if (!goCache || !goModCache || !sums || !ofModules || !ofBuild || entriesBefore === undefined) return undefined
  const [fresh, usedSinceMs] = [stringAt(value, 'fresh'), numberAt(build, 'usedSinceMs')]
  return {
    goCache,
    goModCache,
    sums,
    modules: ofModules,
    build: {...ofBuild, entriesBefore, ...(usedSinceMs === undefined ? {} : {usedSinceMs})},
    ...(fresh === undefined ? {} : {fresh}),
  }
}

const RULES = ['never', 'nothing-restored', 'worth-it'] as const
const RESULTS = ['restored', 'missing', 'failed'] as const

function parseEntry(value: JsonRecord): JobCaches['modules'] | undefined {
  const key = stringAt(value, 'key')
  const rule = RULES.find(one => one === value.rule)
  if (!key || !rule) return undefined
  const restored = recordAt(value, 'restored')
  const result = RESULTS.find(one => one === restored?.result)
  return {
    key,
    rule,
    ...(result === undefined
      ? {}
      : {
          restored: {result, exact: restored?.exact === true, ...(restored?.unanswered === true && {unanswered: true})},
        }),
  }
}
