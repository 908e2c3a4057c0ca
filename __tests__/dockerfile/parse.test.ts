// What BuildKit makes of the same bytes is asked in reading.real.test.ts; here stands what its reading hasn't got.
import {expect, test} from '@jest/globals'
import fc from 'fast-check'
import {parseDockerfile, type Span} from '../../src/dockerfile/index.ts'
import {dockerfileText} from './arbitrary.ts'
import {problemOf, read, stageOf} from './read.ts'

test.each([
  ['', 1, 'the Dockerfile cannot be empty'],
  ['# only a comment\n', 1, 'file with no instructions'],
  ['ARG A\n', 1, 'dockerfile contains no stages to build'],
  ['RUN x\nFROM a\n', 1, 'no build stage in current context'],
  ['FROM a\n\nFRUN x\n', 3, 'unknown instruction: FRUN'],
  ['FROM a b\n', 1, 'FROM requires either one or three arguments'],
  ['FROM a\nRUN <<EOF\nx\n', 2, 'unterminated heredoc'],
  ['FROM a\nRUN \\\n# x\n --foo y\n', 2, 'unknown flag: --foo'],
  ['# escape=`\n# escape=`\nFROM a', 2, 'only one escape parser directive can be used'],
  ['FROM a\nONBUILD FOO x\n', 2, 'unknown instruction: FOO'],
])('%j is refused at line %d: %s', (text, line, message) => expect(problemOf(text)).toEqual({line, message}))

// BuildKit finds `escape` by one reading, and the others by another one.
test.each([
  ['#!/usr/bin/x\n# syntax=a\n# escape=`\nFROM a\n', {syntax: 'a', escape: '\\'}],
  [' # syntax=a\n # escape=`\nFROM a\n', {escape: '`'}],
  ['#!/usr/bin/x\n# check=a\n# check=b\nFROM a\n', {check: 'a', escape: '\\'}],
])('directives of %j', (text, directives) => expect(read(text).directives).toEqual(directives))

test('ONBUILD of ONBUILD without end', () => {
  const text = `FROM a\n${'ONBUILD \\\n'.repeat(100_000)}RUN x\n`
  expect(problemOf(text)).toEqual({line: 2, message: "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"})
})

test('keeps directives, globals and where everything stands', () => {
  const text =
    '\ufeff# syntax=docker/dockerfile:1\n# check=skip=all\nARG V=1\n\nFROM a AS b\nRUN x \\\n # c\n y\n# d\nCMD z\n'
  const dockerfile = read(text)
  expect(dockerfile.directives).toEqual({syntax: 'docker/dockerfile:1', escape: '\\', check: 'skip=all'})
  expect(dockerfile.globals.map(({args}) => args)).toEqual([[{name: 'V', value: '1'}]])
  const {span, instructions} = stageOf(dockerfile, 0)
  const piece = ({start, end}: Span) => dockerfile.source.toString('utf8', start, end)
  expect(piece(span)).toBe('FROM a AS b\nRUN x \\\n # c\n y\n# d\nCMD z')
  expect([span.firstLine, span.lastLine]).toEqual([5, 10])
  expect(instructions.map(instruction => piece(instruction.span))).toEqual(['RUN x \\\n # c\n y', 'CMD z'])
  expect(instructions[0]?.text).toBe('RUN x  y')
})

test('spans count bytes and leave the line ending out', () => {
  const {source, stages} = read('FROM a\r\nRUN "ä" <<E\r\nö\r\nE\r\nRUN y')
  const spans = stages[0]?.instructions.map(({span}) => source.toString('utf8', span.start, span.end))
  expect(spans).toEqual(['RUN "ä" <<E\r\nö\r\nE', 'RUN y'])
})

test('mounts have one name for each option', () => {
  const text =
    'FROM a\nRUN --mount=type=CACHE,dst=/x,rw --mount=from=b,src=/y,target=/z,ro=false --mount="\\"id=a,b\\"" c\n'
  const [run] = stageOf(read(text), 0).instructions
  expect(run?.kind === 'run' && run.mounts).toEqual([
    {type: 'cache', options: {target: '/x', readwrite: 'true'}},
    {type: 'bind', options: {from: 'b', source: '/y', target: '/z', readonly: 'false'}},
    {type: 'bind', options: {id: 'a,b'}},
  ])
})

test('a flag that an object has by itself is unknown', () => {
  expect(problemOf('FROM a\nRUN --constructor=x y\n').message).toBe('unknown flag: --constructor')
  expect(problemOf('FROM a\n__proto__ x\n').message).toBe('unknown instruction: __proto__')
})

test('an ONBUILD brings its heredoc along', () => {
  const [onbuild] = stageOf(read('FROM a\nONBUILD RUN <<-E\n\tx\n\tE\n'), 0).instructions
  const heredoc = {name: 'E', expand: true, stripTabs: true, content: 'x\n'}
  expect(onbuild?.kind === 'onbuild' && onbuild.instruction.heredocs).toEqual([heredoc])
})

test('never throws, whatever the bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({maxLength: 200}),
    dockerfileText().map(text => Buffer.from(text)),
  )
  fc.assert(
    fc.property(bytes, source => {
      const parsed = parseDockerfile(Buffer.from(source), 'Dockerfile')
      expect('problem' in parsed ? parsed.problem.line : 1).toBeGreaterThan(0)
    }),
    {numRuns: 2000},
  )
})

test('what no span covers is blank or comment, and spans stand in order', () => {
  fc.assert(
    fc.property(dockerfileText(), text => {
      const parsed = parseDockerfile(Buffer.from(text), 'Dockerfile')
      if ('problem' in parsed) return
      const {source, globals, stages} = parsed.dockerfile
      const all = [...globals, ...stages.flatMap(({from, instructions}) => [from, ...instructions])]
      let at = 0
      for (const {span} of all) {
        expect(span.start).toBeGreaterThanOrEqual(at)
        expectIdle(source.toString('utf8', at, span.start))
        at = span.end
      }
      expectIdle(source.toString('utf8', at))
    }),
    {numRuns: 2000},
  )
})

function expectIdle(between: string): void {
  for (const line of between.replace(/^\ufeff/, '').split('\n')) expect(line).toMatch(/^\p{White_Space}*(#.*)?$/su)
}
