import {expect, test} from '@jest/globals'
import {ownLayers} from '../../src/dockerfile/own-layers.ts'
import {dockerfileOf, platforms} from './modes/support.ts'

test.each([
  {what: 'files', text: 'FROM a\nENV x=y\nCOPY a /\nADD b /\nRUN true\nWORKDIR /w\nCMD ["a"]\n', layers: 4},
  {what: 'the stages below', text: 'FROM a AS one\nCOPY a /\nONBUILD RUN true\nFROM one\nCOPY b /\n', layers: 3},
  {what: 'no other stage', text: 'FROM a AS one\nRUN true\nFROM b\nCOPY --from=one a /\n', layers: 1},
  {
    what: 'the target',
    text: 'FROM a AS one\nRUN true\nRUN true\nFROM b\nCOPY --from=one a /\n',
    target: 'one',
    layers: 2,
  },
  {what: 'nothing of what BuildKit would refuse', text: 'FROM a\nCOPY a /\n', target: 'gone', layers: 0},
])('counts $what', ({text, target, layers}) => {
  const [platform] = platforms('linux/amd64')
  if (!platform) throw new Error('never')
  expect(ownLayers(dockerfileOf(text), target, {buildArgs: {}, target: platform, build: platform})).toBe(layers)
})
