import {expect, test} from '@jest/globals'
import {parseDockerfile} from '../../src/dockerfile/index.ts'
import {exitCodeOf, positionOf, type RequestError} from '../../src/lib/errors.ts'
import {askUnread} from '../../src/stages/dockerfile/ask-unread.ts'
import type {FoundDockerfile} from '../../src/stages/dockerfile/find.ts'

function refusalOf(text: string): RequestError {
  const source = Buffer.from(text)
  const read = parseDockerfile(source, 'Dockerfile')
  const problem = 'problem' in read ? read.problem : undefined
  const found = {path: '/src/Dockerfile', name: 'Dockerfile', source, problem} as FoundDockerfile
  const request = {dockerfile: {mode: 'auto', buildArgs: []}} as unknown as Parameters<typeof askUnread>[0]['request']
  try {
    askUnread({request, env: {}}, found)
  } catch (error) {
    return error as RequestError
  }
  throw new Error('it was not refused')
}

test.each([
  {
    what: 'a wrong word',
    text: 'FROM a\n\nRUNN x\n',
    line: 3,
    message: 'dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)',
  },
  {
    what: 'a word that is like none',
    text: 'FROM a\nfrobnicate x\n',
    line: 2,
    message: 'dockerfile parse error on line 2: unknown instruction: frobnicate',
  },
  {
    what: 'a wrong word in small letters',
    text: 'FROM a\ncoppy x y\n',
    line: 2,
    message: 'dockerfile parse error on line 2: unknown instruction: coppy (did you mean copy?)',
  },
  {
    what: 'a wrong flag',
    text: 'FROM a\nRUN --foo y\n',
    line: 2,
    message: 'dockerfile parse error on line 2: unknown flag: --foo',
  },
  {what: 'a line that has no end', text: 'FROM a\nRUN <<EOF\nx\n', line: 2, message: 'unterminated heredoc'},
  {what: 'no stage', text: 'ARG A\n', line: 1, message: 'dockerfile contains no stages to build'},
  {what: 'nothing', text: '', line: 1, message: 'the Dockerfile cannot be empty'},
])('$what makes a wrong request, in BuildKit’s words', ({text, line, message}) => {
  const error = refusalOf(text)
  expect(error.problems).toMatchObject([{subject: 'Dockerfile', message}])
  expect(positionOf(error)).toEqual({file: '/src/Dockerfile', line})
  expect(exitCodeOf(error)).toBe(2)
})
