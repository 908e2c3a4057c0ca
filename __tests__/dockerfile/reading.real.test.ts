// Our reading beside BuildKit's own.
import {isDeepStrictEqual} from 'node:util'
import {expect, test} from '@jest/globals'
import fc from 'fast-check'
import {expand} from '../../src/dockerfile/index.ts'
import {buildableText, dockerfileBytes, word} from './arbitrary.ts'
import {
  type BuildQuestion,
  comparable,
  expandAsBuildKit,
  planAsBuildKit,
  readAsBuildKit,
  readOurselves,
  type WordAnswer,
  type WordQuestion,
} from './oracle.ts'
import {comparablePlan, planOfTheirs, planOurselves} from './plan.ts'
import {moduleDockerfiles} from './real-files.ts'
import {TROUBLE} from './trouble.ts'

/** The seed stands: a failure is to be seen again. */
const random = <T>(arbitrary: fc.Arbitrary<T>): readonly T[] => fc.sample(arbitrary, {numRuns: 5000, seed: 11})

test.each(TROUBLE.map(text => ({name: JSON.stringify(text).slice(0, 100), text})))('$name', ({text}) => {
  const [theirs = {}] = readAsBuildKit([Buffer.from(text, 'latin1')])
  expect(comparable(readOurselves(Buffer.from(text, 'latin1')), theirs)).toEqual(theirs)
})

test('files put together at random', () => {
  const files = random(dockerfileBytes())
  const theirs = readAsBuildKit(files)
  expectSame(files, theirs, (file, index) => comparable(readOurselves(file), theirs[index] ?? {}))
  expect(theirs.filter(answer => answer.instructions).length).toBeGreaterThan(500)
})

test('words put together at random', () => {
  const env = {A: 'aab/a b', B: '', EMPTY: '', PATH_: '/usr/*/bin', é: 'e', 1: 'one', '@': 'at'}
  const words = random(word()).map((text, index): WordQuestion => {
    return {text, env, escape: index % 3 === 0 ? '`' : '\\', quotesAreText: index % 5 === 0}
  })
  const theirs = expandAsBuildKit(words)
  expectSame(words, theirs, expandOurselves)
  expect(theirs.filter(answer => !answer.problem).length).toBeGreaterThan(2500)
})

test('builds put together at random', () => {
  const builds = random(buildableText()).map((source, index): BuildQuestion => {
    const base = {Env: ['PATH=/bin', 'BASE=one', 'A=base'], WorkingDir: '/base', User: 'u'}
    return {
      source,
      platform: 'linux/arm64',
      builder: 'linux/amd64',
      buildArgs: index % 2 === 0 ? {GIVEN: 'given', C: 'two'} : {},
      ...(index % 7 === 0 ? {target: 'one'} : {}),
      ...(index % 3 === 0 ? {base} : {}),
    }
  })
  const theirs = planAsBuildKit(builds).map(planOfTheirs)
  expectSame(builds, theirs, (build, index) => comparablePlan(planOurselves(build), theirs[index] ?? {}))
  expect(theirs.filter(plan => plan.config).length).toBeGreaterThan(800)
})

test('Dockerfiles of public programs', () => {
  const found = moduleDockerfiles()
  const theirs = readAsBuildKit(found.map(({source}) => source))
  expectSame(found, theirs, ({source}, index) => comparable(readOurselves(source), theirs[index] ?? {}))
  expect(theirs.filter(answer => answer.instructions).length).toBeGreaterThan(20)
})

function expandOurselves({text, env, escape: sign, quotesAreText}: WordQuestion): WordAnswer {
  const variables = new Map(Object.entries(env).map(([name, value]) => [name, {value, unset: []}]))
  const result = expand(text, variables, {escape: sign === '`' ? '`' : '\\', quotesAreText})
  if ('problem' in result) return {problem: result.problem, value: '', words: null, unset: null}
  return {value: result.value, words: result.words, unset: [...result.unset].sort()}
}

/** Shows only what differs, the shortest first. */
function expectSame<Question, Answer>(
  questions: readonly Question[],
  theirs: readonly Answer[],
  ours: (question: Question, index: number) => Answer,
): void {
  const differing = questions.flatMap((question, index) => {
    const answer = ours(question, index)
    // Through JSON: theirs came that way.
    const same = isDeepStrictEqual(JSON.parse(JSON.stringify(answer)), theirs[index])
    return same ? [] : [{question: String(shown(question)), buildkit: theirs[index], ours: answer}]
  })
  differing.sort((a, b) => a.question.length - b.question.length)
  expect(differing.slice(0, 3)).toEqual([])
}

function shown(question: unknown): unknown {
  return Buffer.isBuffer(question) ? question : JSON.stringify(question)
}
