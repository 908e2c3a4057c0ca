import {execFileSync} from 'node:child_process'
import {describe, expect, test} from '@jest/globals'
import fc from 'fast-check'
import {parseWords} from '../../src/request/words.ts'

describe('words', () => {
  test.each([
    ['serve --port 8080', ['serve', '--port', '8080']],
    ['  a\t b\nc ', ['a', 'b', 'c']],
    [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
    [`"say \\"hi\\" \\n"`, ['say "hi" \\n']],
    [`'it'"'"'s'`, ["it's"]],
    [`""`, ['']],
    ['$HOME *.go | cat', ['$HOME', '*.go', '|', 'cat']],
    ['["a b", "c"]', ['a b', 'c']],
    ['[]', []],
    ['', []],
  ])('%j are %j', (text, value) => expect(parseWords(text)).toEqual({value}))

  test.each([
    ['"a', 'never closed'],
    ["it's", 'never closed'],
    ['a\\', 'backslash'],
    ['[a]', 'JSON'],
    ['["a", 1]', 'strings only'],
  ])('%j can not be read: %s', (text, problem) => {
    expect(parseWords(text)).toEqual(expect.objectContaining({problem: expect.stringContaining(problem)}))
  })

  test('are split as a shell splits them', () => {
    const letters = fc.string({unit: fc.constantFrom('a', 'b', ' ', '"', "'", '\\', '\t'), maxLength: 12})
    fc.assert(
      fc.property(letters, text => {
        const parsed = parseWords(text)
        fc.pre('value' in parsed)
        // printf reads its arguments back from a real shell, one a line.
        const shell = execFileSync('sh', ['-c', `for word in ${text}; do printf '<%s>' "$word"; done`], {
          encoding: 'utf8',
        })
        expect('value' in parsed && parsed.value.map(word => `<${word}>`).join('')).toBe(shell)
      }),
      {numRuns: 60},
    )
  })
})
