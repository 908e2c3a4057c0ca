import {expect, test} from '@jest/globals'
import {closest, didYouMean} from '../../src/request/index.ts'

test.each([
  {word: 'buildkti', candidates: ['auto', 'embedded', 'buildkit', 'buildx'], meant: 'buildkit'},
  {word: 'buildk', candidates: ['auto', 'embedded', 'buildkit', 'buildx'], meant: 'buildkit'},
  {word: 'Singel', candidates: ['auto', 'single', 'index'], meant: 'single'},
  {word: 'emb', candidates: ['auto', 'embedded'], meant: 'embedded'},
  {word: 'docker', candidates: ['auto', 'embedded'], meant: undefined},
  {word: 'x', candidates: [], meant: undefined},
])('$word was meant to be $meant', ({word, candidates, meant}) => expect(closest(word, candidates)).toBe(meant))

test('nothing is suggested when nothing is close', () => {
  expect(didYouMean('docker', ['auto'])).toBe('')
  expect(didYouMean('auot', ['auto'])).toBe(' (did you mean "auto"?)')
})
