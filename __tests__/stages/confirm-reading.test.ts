import {expect, test} from '@jest/globals'
import {parseDockerfile} from '../../src/dockerfile/index.ts'
import {parseRequest} from '../../src/request/index.ts'
import {confirmReading} from '../../src/stages/dockerfile/confirm-reading.ts'
import {decide, typical} from '../dockerfile/modes/support.ts'
import {keepingLog} from '../engine/buildkit/building.ts'
import {plan} from '../report/samples.ts'

const TEXT = typical()
const TOLD = [
  {name: 'builder', base: 'golang:1.26.5', platform: '$BUILDPLATFORM'},
  {base: 'scratch', default: true},
]

interface Differing {
  readonly what: string
  readonly answer: Answer
  readonly says: RegExp
}

interface Answer {
  readonly targets?: readonly object[]
  readonly says?: string
}

/** As a buildx that gives this answer; what it was asked with comes back too. */
async function confirm({targets, says = ''}: Answer, mode = 'auto', version = '0.38.0') {
  const read = parseDockerfile(Buffer.from(TEXT), 'Dockerfile')
  if (!('dockerfile' in read)) throw new Error('never')
  const asked: (readonly string[])[] = []
  const log = keepingLog()
  const {request} = parseRequest(
    {door: 'cli', values: {'dockerfile-mode': [mode]}},
    {dir: '/repo', cwd: '/repo', warn: () => {}},
  )
  const [path, name, context, root] = ['/repo/Dockerfile', 'Dockerfile', '/repo', '/repo']
  const found = {path, name, context, root, source: Buffer.from(TEXT), ...read, problem: undefined, ignore: undefined}
  const planned = {
    ...plan,
    dockerfile: {path: 'Dockerfile', mode: 'replace', rule: 'replace', reason: 'all ten'} as const,
  }
  const run = async (args: readonly string[], {onStderrLine}: {onStderrLine?: (line: string) => void} = {}) => {
    asked.push(args)
    for (const line of says.split('\n')) onStderrLine?.(line)
    return {exitCode: targets ? 0 : 1, stdout: targets ? JSON.stringify({targets}) : '', stderr: says}
  }
  const builder = {name: 'test', driver: 'remote', nodes: []}
  const answer = await confirmReading(
    {request, env: {}, log},
    {found, decision: decide(TEXT), plan: planned},
    {buildx: {name: 'buildx', version, run}, chosen: {builder, reason: '', remove: async () => {}}},
  )
  return {decision: answer.decision, plan: answer.plan.dockerfile, warnings: log.warnings, asked}
}

test('where BuildKit reads what we read, the overlay is used; it is asked whether it would take one', async () => {
  const {decision, plan, warnings, asked} = await confirm({targets: TOLD})
  expect({mode: decision.mode, planned: plan?.mode, warnings}).toEqual({
    mode: 'replace',
    planned: 'replace',
    warnings: [],
  })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toEqual(
    expect.arrayContaining(['--call=targets,format=json', expect.stringMatching(/^--build-context=.*=\/repo$/)]),
  )
})

test.each<Differing>([
  {
    what: 'other stages',
    answer: {targets: TOLD.slice(1)},
    says: /built as it is .*: BuildKit reads 1 stage in it, and we 2$/,
  },
  {
    what: 'another base',
    answer: {targets: TOLD.map(stage => ({...stage, base: stage.base.replace(':1.26.5', '')}))},
    says: /BuildKit reads "FROM --platform=\$BUILDPLATFORM golang AS builder"/,
  },
  {
    what: 'no named contexts',
    answer: {says: 'ERROR: failed to build: unsupported frontend capability moby.buildkit.frontend.contexts'},
    says: /has no named contexts/,
  },
])('$what: the file is built as it is, which is said', async ({answer, says}) => {
  const {decision, plan, warnings} = await confirm(answer)
  expect(decision).toMatchObject({mode: 'inside', compilesGo: false, rule: 'confirm'})
  expect(plan).toMatchObject({
    mode: 'inside',
    rule: 'confirm',
    reason: decision.reason + (decision.line ? ' (Dockerfile:1)' : ''),
  })
  expect(warnings).toEqual([expect.stringMatching(says)])
  await expect(confirm(answer, 'replace')).rejects.toMatchObject({problems: [{subject: 'dockerfile-mode'}]})
})

test('one that is too old to be asked changes nothing', async () => {
  const old = await confirm({targets: []}, 'auto', '0.14.1')
  expect(old).toMatchObject({decision: {mode: 'replace'}, warnings: [], asked: []})
  const frontend = await confirm({says: 'ERROR: failed to build: unsupported request frontend.targets'})
  expect(frontend).toMatchObject({decision: {mode: 'replace'}, warnings: []})
})

test('an error of the question is one of the build', async () => {
  await expect(confirm({says: 'ERROR: failed to build: the builder is gone'})).rejects.toThrow(/the builder is gone/)
})
