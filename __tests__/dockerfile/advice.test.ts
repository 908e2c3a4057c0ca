import {describe, expect, test} from '@jest/globals'
import {type AdviceFacts, adviseDockerfile, applyChanges, RULES} from '../../src/dockerfile/index.ts'
import {parseDockerfile} from '../../src/dockerfile/parse.ts'
import {ADVICE_CASES, dockerfile} from './advice-cases.ts'

const USUAL: AdviceFacts = {
  platforms: [
    {os: 'linux', architecture: 'amd64'},
    {os: 'linux', architecture: 'arm64'},
  ],
  buildPlatform: {os: 'linux', architecture: 'amd64'},
  buildArgs: {},
  contexts: [],
  module: {goVersion: '1.25', hasSum: true, needsOtherFolders: false},
}

function read(text: string) {
  const parsed = parseDockerfile(Buffer.from(text), 'Dockerfile')
  if ('problem' in parsed) throw new Error(`line ${parsed.problem.line}: ${parsed.problem.message}`)
  return parsed.dockerfile
}

const advise = (text: string, facts: Partial<AdviceFacts> = {}) => adviseDockerfile(read(text), {...USUAL, ...facts})

const EXAMPLES = RULES.map(({good, bad, ...rule}) => ({...rule, good: good.slice(1), bad: bad.slice(1)}))

describe.each(EXAMPLES)('$id', ({id, good, bad, exampleFacts}) => {
  test('says nothing about the good example, nor does any other rule', () => {
    expect(advise(good, exampleFacts)).toEqual([])
  })

  test('is all that is said about the bad one, and its changes make it the good one', () => {
    const advice = advise(bad, exampleFacts)
    expect(advice.map(({rule}) => rule)).toEqual([id])
    expect(applyChanges(read(bad), advice[0]?.changes ?? [])).toBe(good)
  })

  test('is quiet about stages that the target does not need', () => {
    const text = `${bad}\nFROM example.com/own:1 AS other\nUSER 7\n`
    expect(advise(text, exampleFacts)).toEqual([])
  })
})

describe('by what is around it', () => {
  const cases = Object.entries(ADVICE_CASES).flatMap(([rule, list]) => list.map(one => ({rule, ...one})))
  test.each(cases)('$rule: $name', ({rule, text, facts, want}) => {
    const said = advise(text, facts).filter(advice => advice.rule === rule)
    expect(said.flatMap(({changes}) => changes.map(change => change.text))).toEqual(want ?? [])
    expect(said).toHaveLength(want ? 1 : 0)
  })

  test('an image without a version whose right one only the author knows is named at its line', () => {
    const text = dockerfile({base: 'FROM docker.io/library/alpine:latest', final: 'USER 7'})
    expect(advise(text)).toEqual([
      expect.objectContaining({rule: 'latest-tag', firstLine: 6, lastLine: 6, changes: []}),
    ])
  })

  test('line ends stay as they are', () => {
    const text = dockerfile({go: 'FROM golang:1.25 AS build', build: 'RUN CGO_ENABLED=0 \\\n  go build .'}).replaceAll(
      '\n',
      '\r\n',
    )
    const [advice] = advise(text)
    expect(
      applyChanges(read(text), advice?.changes ?? [])
        .split('\r\n')
        .slice(3, 6),
    ).toEqual(['ARG TARGETOS TARGETARCH', 'RUN CGO_ENABLED=0 \\', '  GOOS=$TARGETOS GOARCH=$TARGETARCH go build .'])
  })

  test('a target that is not there is no matter of advice', () =>
    expect(advise(dockerfile({}), {target: 'x'})).toEqual([]))
})
