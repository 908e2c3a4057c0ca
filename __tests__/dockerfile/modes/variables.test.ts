// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
// That the last one set wins is BuildKit's: reading.real.test.ts compares it with its own reading.
import {expect, test} from '@jest/globals'
import {decide, typical} from './support.ts'

const BUILD = 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/app .'

test.each<{before: string; buildArgs?: Record<string, string>; value: string}>([
  {before: 'ENV CGO_ENABLED=1\nARG CGO_ENABLED=0', value: '0'},
  {before: 'ENV CGO_ENABLED=1\nARG CGO_ENABLED', value: '1'},
  {before: 'ARG CGO_ENABLED=0\nENV CGO_ENABLED=1', value: '1'},
  {before: 'ENV CGO_ENABLED=0\nARG CGO_ENABLED', buildArgs: {CGO_ENABLED: '1'}, value: '1'},
  {before: 'ARG CGO_ENABLED\nENV CGO_ENABLED=0', buildArgs: {CGO_ENABLED: '1'}, value: '0'},
  {before: 'ARG CGO_ENABLED\nENV CGO_ENABLED=${CGO_ENABLED:-1}', buildArgs: {CGO_ENABLED: '0'}, value: '0'},
  {before: 'ENV CGO_ENABLED=0', buildArgs: {CGO_ENABLED: '1'}, value: '0'},
])('$before, given $buildArgs: $value', ({before, buildArgs = {}, value}) => {
  const decision = decide(typical({before, build: BUILD}), {build: {buildArgs}})
  expect(decision.rule).toBe(value === '0' ? 'replace' : 'replace-4-cgo')
})

test('an ENV of the stage below comes again, over an ARG of its name', () => {
  const head = 'FROM golang:1.26.5 AS base\nENV CGO_ENABLED=1\nARG CGO_ENABLED=0\nFROM base AS builder'
  expect(decide(typical({head, build: BUILD})).rule).toBe('replace-4-cgo')
})

test('what ONBUILD of the stage below adds is read too', () => {
  const head = 'FROM golang:1.26.5 AS base\nONBUILD ENV CGO_ENABLED=1\nFROM base AS builder'
  const build = 'ARG CGO_ENABLED\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/app .'
  expect(decide(typical({head, build})).rule).toBe('replace-4-cgo')
})

test('a FROM that comes to nothing is BuildKit’s to refuse', () => {
  const {mode, rule, line, reason} = decide(typical({head: 'FROM $NONE AS builder'}))
  expect({mode, rule, line, reason}).toEqual({
    mode: 'inside',
    rule: 'refused',
    line: 1,
    reason: 'BuildKit would refuse it: base name ($NONE) should not be blank',
  })
})
