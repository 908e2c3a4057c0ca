import {describe, expect, test} from '@jest/globals'
import {expandSwitches} from '../../src/cli/flags.ts'
import {inputsOf} from '../../src/request/index.ts'
import {cli} from './session.ts'

const COMMANDS = ['build', 'plan', 'eject', 'push', 'inspect', 'doctor', 'cache', 'cache ls', 'cache clear']

test('the version is the one thing on standard output', async () => {
  expect(await cli(['--version'])).toEqual({exitCode: 0, stdout: '1.2.3\n', stderr: ''})
})

describe('help', () => {
  test.each(COMMANDS)('of %s', async command => {
    const {exitCode, stdout, stderr} = await cli([...command.split(' '), '--help'])
    expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
    expect(stdout).toContain(`Usage: go-containerize ${command}`)
  })

  test('lists the commands, with examples', async () => {
    const {stdout} = await cli(['--help'])
    for (const command of ['build', 'plan', 'eject', 'push', 'inspect', 'doctor', 'cache']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    }
    expect(stdout).toContain('Examples:')
  })

  test('of build shows every flag of the table once', async () => {
    const {stdout} = await cli(['build', '--help'])
    const shown = [...stdout.matchAll(/^ {2}--(?:\[no-\])?([a-z-]+)/gm)].map(match => match[1])
    expect(shown.sort()).toEqual(
      inputsOf('cli')
        .map(({name}) => name)
        .sort(),
    )
  })

  test('without a command is an error that shows what there is', async () => {
    const {exitCode, stdout, stderr} = await cli([])
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain('Usage: go-containerize')
  })
})

describe('a wrong command line ends with 2 and says what was meant', () => {
  test.each([
    {args: ['buidl'], says: 'Did you mean build?'},
    {args: ['build', '--platfrom', 'linux/amd64'], says: 'Did you mean --platforms?'},
    {args: ['build', '--image'], says: 'argument missing'},
    {args: ['build', 'a', 'b'], says: 'too many arguments'},
    {args: ['push'], says: "missing required argument 'LAYOUT'"},
    {args: ['cache', 'lss'], says: 'Did you mean ls?'},
    {args: ['build', '--no-json'], says: "unknown option '--no-json'"},
    {args: ['inspect', 'x', '--ldflags', 'y'], says: "unknown option '--ldflags'"},
  ])('$args', async ({args, says}) => {
    const {exitCode, stdout, stderr} = await cli(args)
    expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''})
    expect(stderr).toContain(says)
  })
})

test('mistakes of the request come together, before any work', async () => {
  const args = ['build', '/nowhere', '--platform', 'windows/amd64', '--tag', '-', '--engine', 'buildkti', '--json']
  const {exitCode, stdout, stderr} = await cli(args)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('4 things in the request are wrong')
  const subjects = ['--platforms', '--tags', '--engine', 'working-directory']
  for (const subject of subjects) expect(stderr).toContain(`${subject}: `)
  const {error} = JSON.parse(stdout)
  expect(error.problems.map(({subject}: {subject: string}) => subject)).toEqual(subjects)
  for (const {message, hint = ''} of error.problems) {
    expect(error.message).toContain(message)
    expect(stderr).toContain(hint)
  }
})

describe('a run that fails prints a document only for those who asked for one', () => {
  test.each([
    {args: ['inspect', '.'], wants: undefined},
    {args: ['inspect', '.', '--json'], wants: {problems: [{subject: 'REF|LAYOUT', hint: expect.any(String)}]}},
    {args: ['build', '--platfrom', 'x'], wants: undefined},
    {
      args: ['build', '--platfrom', 'x', '--json=true'],
      wants: {message: expect.stringMatching(/^unknown option '--pl/)},
    },
    {args: ['build', '--platfrom', 'x', '--', '--json'], wants: undefined},
    {args: ['push', '--json'], wants: {message: "missing required argument 'LAYOUT'", hint: expect.any(String)}},
  ])('$args', async ({args, wants}) => {
    const {exitCode, stdout, stderr} = await cli(args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error: ')
    if (wants) expect(JSON.parse(stdout)).toMatchObject({error: wants})
    else expect(stdout).toBe('')
  })

  test('after a signal there is none, the exit code says it', async () => {
    const args = ['inspect', '.', '--json']
    expect(await cli(args, {signal: AbortSignal.abort(new Error('stopped'))})).toMatchObject({stdout: '', stderr: ''})
  })
})

test('credentials come from the environment where no flag gives them, and are not printed', async () => {
  const env = {GO_CONTAINERIZE_PASSWORD: 'hunter2'}
  const {exitCode, stderr} = await cli(['build', '--verbose'], {env})
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--username: is missing beside password')
  expect(stderr).not.toContain('hunter2')
})

test.each([
  [
    ['build', '--push=true', '--load=false', '--buildvcs=auto'],
    ['build', '--push', '--no-load'],
  ],
  [
    ['build', '--push', 'true'],
    ['build', '--push', 'true'],
  ],
  [
    ['build', '--image=true'],
    ['build', '--image=true'],
  ],
  [
    ['build', '--', '--push=true'],
    ['build', '--', '--push=true'],
  ],
])('%j means %j', (args, want) => expect(expandSwitches(args)).toEqual(want))
