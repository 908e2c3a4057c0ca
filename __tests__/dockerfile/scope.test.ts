// What a build comes to is compared with BuildKit in reading.real.test.ts; here stands what isn't known before it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are a Dockerfile’s variables
import {expect, test} from '@jest/globals'
import {type WalkOptions, walkStage} from '../../src/dockerfile/index.ts'
import {AMD64, ARM, read, stageOf} from './read.ts'

function walk(text: string, index = 0, options: Partial<WalkOptions> = {}) {
  const dockerfile = read(text)
  return walkStage(dockerfile, stageOf(dockerfile, index), {buildArgs: {}, target: ARM, build: AMD64, ...options})
}

const GOLANG = {env: {PATH: '/usr/local/go/bin', GOPATH: '/go'}, workdir: '/go'}

test('of an unknown image nothing is known but what is set', () => {
  const {steps, after} = walk('FROM a\nWORKDIR x\nENV A=$GOPATH/b\nCOPY $A c\nWORKDIR /d\nWORKDIR e\n')
  expect(steps.map(({unset}) => unset)).toEqual([[], ['GOPATH'], ['GOPATH'], [], []])
  expect(steps.map(({before}) => before.workdir)).toEqual([undefined, undefined, undefined, undefined, '/d'])
  expect(after).toMatchObject({workdir: '/d/e', user: undefined, shell: undefined, baseKnown: false})
})

test('the caller can tell what the image has', () => {
  const asked: string[] = []
  const baseImage = (image: string) => {
    asked.push(image)
    return GOLANG
  }
  const {steps, after} = walk('ARG V=1.26\nFROM golang:$V\nWORKDIR x\nCOPY $GOPATH c\n', 0, {baseImage})
  expect(asked).toEqual(['golang:1.26'])
  expect(steps[1]).toMatchObject({unset: [], expanded: {sources: ['/go'], destination: 'c'}})
  expect(after).toMatchObject({workdir: '/go/x', user: '', shell: ['/bin/sh', '-c'], baseKnown: true})
})

test('an ARG without a value is told, also through others', () => {
  const {steps, after} = walk('FROM scratch\nARG A\nARG B=$A-x\nENV C=$B\nCOPY $C /\n')
  expect(after.args.has('A')).toBe(true)
  expect(after.args.get('A')).toBeUndefined()
  expect(after.variables.get('C')).toEqual({value: '-x', unset: ['A']})
  expect(steps.at(-1)?.unset).toEqual(['A'])
})

test('a global ARG without a value is told in FROM', () => {
  const {from} = walk('ARG A\nARG B=x$A\nFROM --platform=$BUILDPLATFORM $B\n')
  expect(from).toEqual({image: 'x', platform: 'linux/amd64', unset: ['A']})
})

test('words are expanded, but not for a shell', () => {
  const text =
    'FROM scratch\nARG A=1\nRUN --mount=type=bind,target=/$A,source=$A echo $A\nCMD $A\n' +
    'COPY --chown=$A --from=b <<E <<"F" /$A\n$A\nE\n$A\nF\n'
  const [, run, cmd, copy] = walk(text).steps.map(({expanded}) => expanded)
  expect(run).toMatchObject({
    command: {form: 'shell', text: 'echo $A'},
    mounts: [{type: 'bind', options: {target: '/1', source: '1'}}],
  })
  expect(cmd).toMatchObject({command: {text: '$A'}})
  expect(copy).toMatchObject({destination: '/1', heredocs: [{content: '1\n'}, {content: '$A\n'}]})
  expect(copy?.flags[0]).toEqual({name: 'chown', value: '1'})
})

test('a stage begins with what its parent has, and its ONBUILD', () => {
  const {parent, steps} = walk('FROM a AS b\nENV A=1\nONBUILD RUN $A\nFROM b\nUSER $A\n', 1)
  expect(parent?.name).toBe('b')
  expect(steps.map(({instruction}) => instruction.kind)).toEqual(['run', 'user'])
  expect(steps[1]?.expanded).toMatchObject({value: '1'})
})

test.each([
  ['FROM $NONE', {line: 1, message: 'base name ($NONE) should not be blank'}],
  ['FROM --platform=$NONE a', {line: 1, message: 'empty platform value from expression $NONE'}],
  ['ARG A=${B?}\nFROM a', {line: 1, message: 'failed to process "${B?}": B: is not allowed to be unset'}],
  [
    'FROM a\nUSER x\nENV A=${B!}',
    {line: 3, message: 'failed to process "${B!}": unsupported modifier (!) in substitution'},
  ],
])('%j has a problem', (text, problem) => expect(walk(text).problem).toEqual(problem))

test('steps end before the problem, and a parent’s counts', () => {
  const {steps, problem} = walk('FROM a AS b\nUSER x\nENV A=${B!}\nFROM b\nUSER y', 0)
  expect(steps).toHaveLength(1)
  expect(walk('FROM a AS b\nUSER x\nENV A=${B!}\nFROM b\nUSER y', 1).problem).toEqual(problem)
})

test('a stage on very many others', () => {
  const text = Array.from({length: 7000}, (_, at) => `FROM s${at} AS s${at + 1}\n`).join('')
  expect(walk(`${text}FROM s7000\nENV A=1`, 7000).after.env.get('A')?.value).toBe('1')
})

test('what is wrong with an ONBUILD stands at the FROM that pulls it', () => {
  const {problem} = walk('FROM a AS b\nONBUILD ENV A=${B:?needed}\nFROM b\n', 1)
  expect(problem).toEqual({line: 3, message: 'failed to process "${B:?needed}": B: needed'})
})
