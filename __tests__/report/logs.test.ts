import {describe, expect, test} from '@jest/globals'
import {UserError} from '../../src/lib/errors.ts'
import {createActionLog, createPlainLog, createStreamLog, type RunLog, type Verbosity} from '../../src/report/index.ts'

const PHASE = {name: 'compile', subject: 'linux/amd64', startMs: 0, durationMs: 2100}

function record(create: (write: (text: string) => void) => RunLog, use: (log: RunLog) => void): string {
  let text = ''
  const log = create(piece => {
    text += piece
  })
  use(log)
  log.close()
  return text
}

function sayAll(log: RunLog): void {
  log.debug('argv')
  log.info('found one program')
  log.warn('Dockerfile was ignored')
  log.warn({message: 'unused', at: {file: 'main.go', line: 3}})
  log.started('compile', 'linux/amd64')
  log.ended(PHASE, false)
  log.group('Plan', 'go  1.26.8')
  log.error('undefined: x', {file: 'main.go', line: 4, column: 2})
  log.failure(new UserError('1 error', {hint: 'mend it', cause: new UserError('why')}))
  log.result('done')
}

describe('plain lines', () => {
  const plain = (verbosity: Verbosity) => record(write => createPlainLog({write, verbosity}), sayAll).split('\n')

  test('normal', () =>
    expect(plain('normal')).toEqual([
      'found one program',
      'warning: Dockerfile was ignored',
      'warning: main.go:3: unused',
      '✓ compile linux/amd64 2.1 s',
      'Plan',
      '  go  1.26.8',
      'error: main.go:4:2: undefined: x',
      'error: 1 error',
      'hint: mend it',
      'done',
      '',
    ]))

  test('quiet', () =>
    expect(plain('quiet')).toEqual([
      'warning: Dockerfile was ignored',
      'warning: main.go:3: unused',
      'error: main.go:4:2: undefined: x',
      'error: 1 error',
      'hint: mend it',
      'done',
      '',
    ]))

  test('verbose adds what was done and what caused a failure', () => {
    const lines = plain('verbose')
    expect(lines[0]).toBe('debug: argv')
    expect(lines).toContain('caused by: UserError: why')
  })
})

describe('the log of a job', () => {
  const action = (use: (log: RunLog) => void) =>
    record(write => createActionLog({write, workspace: '/home/runner/work/shop'}), use)

  test('speaks in workflow commands', () =>
    expect(action(sayAll).split('\n')).toEqual([
      '::debug::argv',
      'found one program',
      '::warning::Dockerfile was ignored',
      '::warning file=main.go,line=3::unused',
      '✓ compile linux/amd64 2.1 s',
      '::group::Plan',
      'go  1.26.8',
      '::endgroup::',
      '::error file=main.go,line=4,col=2::undefined: x',
      '::error::1 error%0Ahint: mend it',
      'done',
      '',
    ]))

  test.each([
    {name: 'a command', text: '::set-env name=A::b', want: ': :set-env name=A::b\n'},
    {name: 'after white space', text: ' \t::add-mask::x', want: ' \t: :add-mask::x\n'},
    {name: 'after a return', text: 'a\r::stop-commands::x', want: 'a\n: :stop-commands::x\n'},
    {name: 'after marks that a comparison skips', text: '\u200b:\u00ad:error::x', want: ': :error::x\n'},
    {name: 'after NEL, white space for .NET only', text: '\x85::error::x', want: ': :error::x\n'},
    {name: 'the old form, anywhere', text: 'a ##[add-path]/tmp', want: 'a ## [add-path]/tmp\n'},
    {name: 'hidden by a colour', text: '#\x1b[0m#[error]x', want: '## [error]x\n'},
    {name: 'percent signs are text', text: '100 %0A::error::x', want: '100 %0A::error::x\n'},
    {name: 'colons inside a line', text: 'a::b', want: 'a::b\n'},
  ])('shows what is not ours: $name', ({text, want}) => {
    expect(action(log => log.info(text))).toBe(want)
    expect(action(log => log.result(text))).toBe(want)
    expect(action(log => log.group('t', text))).toBe(`::group::t\n${want}::endgroup::\n`)
  })

  test.each([
    {name: 'percent, line ends', message: '50 %\r\nb\rc', file: 'a.go', want: '::error file=a.go::50 %25%0Ab%0Ac\n'},
    {name: 'properties', message: 'a:b,c', file: 'a,b:c%.go', want: '::error file=a%2Cb%3Ac%25.go::a:b,c\n'},
    {
      name: 'inside the work tree',
      message: 'x',
      file: '/home/runner/work/shop/cmd/a.go',
      want: '::error file=cmd/a.go::x\n',
    },
    {name: 'outside of it', message: 'x', file: '/usr/lib/go/a.go', want: '::error file=/usr/lib/go/a.go::x\n'},
    {name: 'a name that only starts with dots', message: 'x', file: '..a.go', want: '::error file=..a.go::x\n'},
  ])('escapes: $name', ({message, file, want}) => expect(action(log => log.error(message, {file}))).toBe(want))

  test.each([
    {folder: '/home/runner/work/shop/api', want: 'api/a.go'},
    {folder: '/home/runner/work/shop', want: 'a.go'},
    {folder: '/srv', want: '/srv/a.go'},
  ])('names a file of $folder from the root of the work tree', ({folder, want}) =>
    expect(action(log => log.error('x', {file: 'a.go', folder}))).toBe(`::error file=${want}::x\n`),
  )

  test('a failure with a position is an annotation there', () =>
    expect(action(log => log.failure(new UserError('bad line', {at: {file: 'go.mod', line: 3}})))).toBe(
      '::error file=go.mod,line=3::bad line\n',
    ))
})

test.each([
  {name: 'a pipe', isTTY: false, env: {}, live: false},
  {name: 'a terminal', isTTY: true, env: {}, live: true},
  {name: 'TERM=dumb', isTTY: true, env: {TERM: 'dumb'}, live: false},
  {name: 'NO_COLOR', isTTY: true, env: {NO_COLOR: '1'}, live: true, color: false},
  {name: 'NO_COLOR empty', isTTY: true, env: {NO_COLOR: ''}, live: true},
])('the command line on $name', ({isTTY, env, live, color = live}) => {
  const text = record(
    write => createStreamLog({stream: {write, isTTY}, env, verbosity: 'normal'}),
    log => {
      log.ended(PHASE, false) // a live display shows only what it saw beginning
      log.warn('x')
    },
  )
  expect(text.startsWith('✓ compile')).toBe(!live)
  expect(text.includes('\x1b[')).toBe(color)
})
