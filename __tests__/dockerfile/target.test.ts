import {expect, test} from '@jest/globals'
import {parseDockerfile, targetProblems} from '../../src/dockerfile/index.ts'

const STAGES = 'FROM golang AS Build\nFROM scratch AS shop\nFROM scratch\n'

function problemsOf(text: string, target: string | undefined, buildArgs: Record<string, string> = {}) {
  const read = parseDockerfile(Buffer.from(text), 'docker/Dockerfile')
  if (!('dockerfile' in read)) throw new Error('it can be read')
  return targetProblems(read.dockerfile, target, buildArgs)
}

test.each([
  {what: 'none', text: STAGES, target: undefined},
  {what: 'a stage', text: STAGES, target: 'shop'},
  {what: 'a stage in other letters', text: STAGES, target: 'BUILD'},
  {what: "a stage that another's frontend may make", text: `# syntax=acme/frontend:1\n${STAGES}`, target: 'nope'},
  {what: 'one that a build argument names', text: STAGES, target: 'nope', buildArgs: {BUILDKIT_SYNTAX: 'acme/x'}},
])('there is $what', ({text, target, buildArgs}) => expect(problemsOf(text, target, buildArgs)).toEqual([]))

test.each([
  {text: STAGES, target: 'nope', hint: 'its stages are build, shop'},
  {text: `# syntax=docker/dockerfile:1\n${STAGES}`, target: 'nope', hint: 'its stages are build, shop'},
  {text: STAGES, target: '0', hint: 'its stages are build, shop'},
  {text: 'FROM scratch\n', target: 'nope', hint: expect.stringContaining('write FROM … AS NAME')},
])('no stage $target', ({text, target, hint}) => {
  const message = `docker/Dockerfile has no stage "${target}"`
  expect(problemsOf(text, target)).toEqual([{subject: 'target', message, hint}])
})
