// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {decideMode} from '../../../src/dockerfile/modes/decide.ts'
import {type Change, decide, inputOf, typical} from './support.ts'

const buildCommand = ['make', 'build']
/** In the style of a project that lets make compile. */
const made = (change: Parameters<typeof typical>[0] = {}) =>
  typical({build: 'ARG VERSION=dev\nRUN make build', final: 'COPY --from=builder /src/bin/app /app', ...change})

describe('build-command', () => {
  test('stands for the RUN that compiles, with the ARGs of its stage and the platform', () => {
    const decision = decide(made({before: 'RUN apk add make'}), {buildCommand})
    expect(decision).toMatchObject({mode: 'replace', rule: 'replace-command', compiles: [], open: []})
    expect(decision.mode === 'replace' && decision.commands[1]).toMatchObject({
      words: buildCommand,
      line: 9,
      folder: '',
      env: {VERSION: 'dev', TARGETOS: 'linux', TARGETARCH: 'arm64', GOOS: 'linux', GOARCH: 'arm64'},
      programs: [{path: '/src/bin/app', file: 'bin/app'}],
      go: {kind: 'exact', version: '1.26.5'},
    })
  })

  test.each<{what: string; text: string; file: string | undefined}>([
    {what: 'a place outside of the sources', text: made({final: 'COPY --from=builder /out/app /app'}), file: undefined},
    {
      what: 'case and the like',
      text: made({build: 'RUN case $TARGETARCH in arm) GOARM=7;; esac; make build'}),
      file: 'bin/app',
    },
    {what: 'a program that only starts afterwards', text: made({after: 'RUN bin/app version'}), file: 'bin/app'},
    {what: 'another image', text: made({head: 'FROM acme/builder AS builder'}), file: 'bin/app'},
  ])('allows $what', ({text, file}) => {
    const decision = decide(text, {buildCommand})
    expect(decision.mode === 'replace' && decision.commands.map(({programs}) => programs[0]?.file)).toEqual([
      file,
      file,
    ])
  })

  test.each<{what: string; text: string; why: RegExp; change?: Change}>([
    {what: 'a stage on it', text: `${made()}FROM builder\n`, why: /replace-1-reach/},
    {what: 'a pattern', text: made({final: 'COPY --from=builder /src/bin/* /'}), why: /replace-2-sources/},
    {
      what: 'a folder that the command may add to',
      text: made({final: 'COPY --from=builder /src/bin/app /src/web /'}),
      why: /replace-2-sources/,
    },
    {
      what: 'a UI',
      text: made({head: 'FROM node AS ui\nFROM golang AS builder', before: 'COPY --from=ui /d web'}),
      why: /replace-7-source-changes/,
    },
    {what: 'go generate', text: made({before: 'RUN go generate ./...'}), why: /replace-7-source-changes/},
    {what: 'setcap', text: made({after: 'RUN setcap cap_net_raw+ep bin/app'}), why: /replace-9-touched/},
    {what: 'a user', text: made({before: 'USER 1000'}), why: /replace-9-touched/},
    ...['-overlay=/src/o.json', '-modfile=/src/alt.mod', '-ldflags=-extld=/src/ld'].map(flag => {
      return {what: `GOFLAGS=${flag}`, text: made({before: `ENV GOFLAGS=${flag}`}), why: /replace-5-environment/}
    }),
    {what: 'a work file of the stage', text: made({before: 'ARG GOWORK=/src/go.work'}), why: /replace-5-environment/},
    {what: 'no words', text: made(), change: {buildCommand: []}, why: /no words/},
    {what: 'no Go', text: 'FROM scratch\nCOPY web /\n', why: /none that the image needs is known to/},
    {what: 'another mode', text: made(), change: {requested: 'inside'}, why: /dockerfile-mode is inside/},
  ])('is an error for $what', ({text, why, change}) => {
    const {decision, problems} = decideMode(inputOf(text, {buildCommand, ...change}))
    expect(decision).toBeUndefined()
    expect(problems).toEqual([expect.objectContaining({subject: 'build-command', message: expect.stringMatching(why)})])
  })

  test('what does not run any more is said', () => {
    const {warnings} = decide(made({before: 'RUN go vet ./...', after: 'RUN bin/app version'}), {buildCommand})
    expect(warnings.map(({message}) => message)).toEqual([
      '`go vet ./...` of the replaced stage does not run',
      '`bin/app version` of the replaced stage does not run',
    ])
  })
})
