import {expect, test} from '@jest/globals'
import {stageGraph} from '../../src/dockerfile/index.ts'
import {AMD64, ARM, read} from './read.ts'

const FILE = `ARG BASE=build
FROM golang:1.26 AS deps
FROM deps AS Build
RUN --mount=from=tools,target=/t --mount=type=cache,target=/c go build
FROM alpine AS tools
FROM node AS unused
COPY --from=deps /a /b
FROM $BASE AS other
FROM scratch AS final
COPY --from=BUILD /app /app
COPY --from=0 /go.sum /
COPY --from=busybox /bin/sh /sh
`

function graph(text: string, target?: string | number) {
  const found = stageGraph(read(text), target, {buildArgs: {}, target: ARM, build: AMD64})
  if ('problem' in found) return found.problem
  return {
    target: found.target.index,
    reached: found.reached.map(({index}) => index),
    edges: found.edges.map(({consumer, how, source, name}) => [consumer.index, how, source?.index, name]),
  }
}

// `tools` stands below its consumer.
const ORDERED = FILE.replace('FROM alpine AS tools\n', '').replace('FROM golang', 'FROM alpine AS tools\nFROM golang')

test('the last stage, and all that it needs', () => {
  expect(graph(ORDERED.replace('--from=0', '--from=1'))).toEqual({
    target: 5,
    reached: [0, 1, 2, 5],
    edges: [
      [0, 'from', undefined, 'alpine'],
      [1, 'from', undefined, 'golang:1.26'],
      [2, 'from', 1, 'deps'],
      [2, 'mount', 0, 'tools'],
      [5, 'from', undefined, 'scratch'],
      [5, 'copy', 2, 'BUILD'],
      [5, 'copy', 1, '1'],
      [5, 'copy', undefined, 'busybox'],
    ],
  })
})

test.each([
  ['deps', 1],
  ['DEPS', 1],
  [1, 1],
  [0, 0],
  ['', 5],
  [undefined, 5],
])('target %j is stage %d', (target, index) => expect(graph(ORDERED, target)).toMatchObject({target: index}))

test('a FROM by an ARG', () => expect(graph(ORDERED, 'other')).toMatchObject({reached: [0, 1, 2, 4]}))

test('an ONBUILD is an edge of the stage that is built on it', () => {
  const text = 'FROM a AS x\nFROM a AS b\nONBUILD COPY --from=x /a /b\nFROM b'
  expect(graph(text)).toMatchObject({reached: [0, 1, 2]})
  expect(graph(text, 'b')).toMatchObject({reached: [1]})
})

test.each([
  [FILE, undefined, 4, 'cannot mount from stage "tools" to "/t", stage needs to be defined before current command'],
  [ORDERED, 'nope', 1, 'target stage "nope" could not be found'],
  [ORDERED, '0', 1, 'target stage "0" could not be found'],
  [ORDERED, 9, 1, 'target stage "9" could not be found'],
  [
    'FROM a AS b\nCOPY --from=c x y\nFROM a AS c\nCOPY --from=b x y',
    'b',
    2,
    'circular dependency detected on stage: b',
  ],
  ['FROM a\nCOPY --from=4 x y', undefined, 2, 'invalid stage index 4'],
  ['FROM a\nFROM $X', undefined, 2, 'base name ($X) should not be blank'],
])('refuses as BuildKit does (%#)', (text, target, line, message) => {
  expect(graph(text, target)).toEqual({line, message})
})

test('a file of very many stages', () => {
  const text = Array.from({length: 7000}, (_, at) => `FROM a AS s${at}\nCOPY --from=s${at + 1} x y\n`).join('')
  expect(graph(`${text}FROM a`)).toMatchObject({reached: [7000]})
})
