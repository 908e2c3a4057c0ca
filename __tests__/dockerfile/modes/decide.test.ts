// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {decideMode} from '../../../src/dockerfile/modes/decide.ts'
import {mainsOfCompile} from '../../../src/dockerfile/modes/programs.ts'
import {type Change, decide, inputOf, platforms, typical, verdict} from './support.ts'

const CGO = typical({build: 'RUN go build -o /out/app .'})

describe('decideMode', () => {
  test.each<{what: string; text: string; change?: Change; mode: string; rule: string; compilesGo?: boolean}>([
    {what: 'a go build that is known', text: typical(), mode: 'replace', rule: 'replace'},
    {what: 'one that is not', text: CGO, mode: 'inside', rule: 'replace-4-cgo', compilesGo: true},
    {
      what: 'asked for',
      text: typical(),
      change: {requested: 'inside'},
      mode: 'inside',
      rule: 'asked',
      compilesGo: true,
    },
    {what: 'no Go at all', text: 'FROM nginx\nCOPY web /w\n', mode: 'inside', rule: 'no-go', compilesGo: false},
    {
      what: 'a ready-made program',
      text: 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH/app /\n',
      mode: 'prebuilt',
      rule: 'prebuilt',
    },
    {
      what: 'a variable that BuildKit refuses',
      text: typical({before: 'WORKDIR ${X:?it is needed}'}),
      mode: 'inside',
      rule: 'refused',
      compilesGo: false,
    },
    {
      what: 'a stage of Go that the target does not need',
      text: `${CGO}FROM nginx\nCOPY web /w\n`,
      mode: 'inside',
      rule: 'no-go',
      compilesGo: false,
    },
    {
      what: 'a stage that the user brings himself',
      text: CGO,
      change: {build: {contexts: ['builder']}},
      mode: 'inside',
      rule: 'no-go',
      compilesGo: false,
    },
    {
      what: 'golang for another purpose',
      text: 'FROM golang:1.26 AS users\nRUN adduser -D app\nFROM scratch\nCOPY --from=users /etc/passwd /etc/\n',
      mode: 'inside',
      rule: 'no-go',
      compilesGo: false,
    },
    {
      what: 'a program that starts go',
      text: typical({build: 'RUN env CGO_ENABLED=0 go build -o /out/app .'}),
      mode: 'inside',
      rule: 'replace-3-words',
      compilesGo: true,
    },
    {
      what: 'a program that starts make',
      text: typical({build: 'RUN /usr/bin/env bash -c "make install"'}),
      mode: 'inside',
      rule: 'replace-3-words',
      compilesGo: true,
    },
    {
      what: 'an image of another name that has go',
      text: 'FROM acme/go-builder AS b\nCOPY . .\nRUN go mod download\nRUN make\nFROM scratch\nCOPY --from=b /app /\n',
      mode: 'inside',
      rule: 'replace-3-words',
      compilesGo: true,
    },
    {
      what: 'make in an image of which nothing is known',
      text: 'FROM acme/ci:1 AS b\nCOPY . .\nRUN make build\nFROM scratch\nCOPY --from=b /app /\n',
      mode: 'inside',
      rule: 'no-go',
      compilesGo: false,
    },
    {
      what: 'go in an image that a build-context brings',
      text: typical({head: 'FROM gobase AS builder'}),
      change: {build: {contexts: ['gobase']}},
      mode: 'inside',
      rule: 'replace-5-environment',
      compilesGo: true,
    },
    {
      what: 'go by an ONBUILD of the stage below',
      text: 'FROM golang:1.26.5 AS base\nONBUILD COPY . .\nONBUILD RUN CGO_ENABLED=0 go build -o /app .\nFROM base AS b\nFROM scratch\nCOPY --from=b /app /\n',
      mode: 'inside',
      rule: 'replace-1-reach',
      compilesGo: true,
    },
    {
      what: 'go in another folder',
      text: typical({
        build: 'RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go -C cmd/tool build -o /out/app .',
      }),
      mode: 'replace',
      rule: 'replace',
    },
    {
      what: 'a target with capitals',
      text: `${typical()}FROM nginx\n`.replace('FROM scratch', 'FROM scratch AS Final'),
      change: {build: {target: 'FINAL'}},
      mode: 'replace',
      rule: 'replace',
    },
  ])('$what: $mode, $rule', ({text, change, mode, rule, compilesGo}) => {
    const {warnings, ...decision} = decide(text, change)
    expect(decision).toMatchObject({mode, rule, ...(compilesGo === undefined ? {} : {compilesGo})})
    expect(warnings).toEqual([])
  })

  test.each<{requested: 'replace' | 'prebuilt'; text: string; message: string; hint: RegExp}>([
    {
      requested: 'replace',
      text: CGO,
      message: 'replace is not possible: Dockerfile:8: CGO_ENABLED is not set for the go build (rule replace-4-cgo)',
      hint: /CGO_ENABLED=0/,
    },
    {
      requested: 'prebuilt',
      text: 'FROM scratch\nCOPY web /\n',
      message:
        'prebuilt is not possible: Dockerfile: no stage is known to compile Go, and no program is copied that has to be compiled first (rule no-go)',
      hint: /auto or inside/,
    },
    {
      requested: 'prebuilt',
      text: typical(),
      message:
        'prebuilt is not possible: Dockerfile: stage builder compiles Go itself, and no program is copied that has to be compiled first (rule no-go)',
      hint: /auto or inside/,
    },
  ])('$requested that can’t be is an error', ({requested, text, message, hint}) => {
    const {decision, problems} = decideMode(inputOf(text, {requested}))
    expect(decision).toBeUndefined()
    expect(problems).toEqual([{subject: 'dockerfile-mode', message, hint: expect.stringMatching(hint)}])
  })

  test('a compile says all that go has to be told', () => {
    const text = typical({
      before: 'ENV GOFLAGS=-mod=readonly GOPRIVATE=example.com\nARG VERSION',
      build:
        'RUN cd cmd/tool && CGO_ENABLED=0 GOARCH=$TARGETARCH GOOS=linux GOARM=${TARGETVARIANT#v} go build -v -tags a,b -ldflags "-X main.version=${VERSION:-dev}" -o /out/app',
    }).replace('ARG TARGETOS TARGETARCH', 'ARG TARGETARCH TARGETVARIANT')
    const decision = decide(text, {build: {platforms: platforms('linux/arm/v6'), buildArgs: {VERSION: '1.2'}}})
    expect(decision.mode === 'replace' && decision.compiles).toEqual([
      {
        id: 'builder:9.1 linux/arm/v6',
        platform: {os: 'linux', architecture: 'arm', variant: 'v6'},
        line: 9,
        folder: 'cmd/tool',
        env: {
          CGO_ENABLED: '0',
          GO111MODULE: '',
          GOARCH: 'arm',
          GOARM: '6',
          GOEXPERIMENT: '',
          GOFIPS140: '',
          GOFLAGS: '',
          GOOS: 'linux',
          GOPRIVATE: 'example.com',
        },
        flags: ['-mod=readonly', '-tags=a,b', '-ldflags=-X main.version=1.2', '-buildvcs=false'],
        packages: [],
        programs: [{executable: 'tool', path: '/out/app'}],
        go: {kind: 'exact', version: '1.26.5', image: 'golang:1.26.5'},
      },
    ])
  })

  test('two programs of one stage, one of them a later RUN’s', () => {
    const go = 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build'
    const text = typical({
      build: `RUN ${go} -o /out/ . ./cmd/...\nRUN ${go} -tags x -o /out/app .`,
      final: 'COPY --from=builder /out/app /out/tool /',
    })
    const decision = decide(text, {build: {platforms: platforms('linux/amd64')}})
    expect(decision.mode === 'replace' && decision.compiles.map(({line, programs}) => ({line, programs}))).toEqual([
      {line: 8, programs: [{executable: 'tool', path: '/out/tool'}]},
      {line: 9, programs: [{executable: 'app', path: '/out/app'}]},
    ])
  })

  test.each([
    {what: 'a file', build: '-o /out/app /src/main.go', want: {folder: '', packages: ['./main.go']}},
    {what: 'the root', build: '-o /out/app /src', want: {folder: '', packages: ['.']}},
    {what: 'a folder', build: '-o /out/app /src/cmd/tool', want: {folder: '', packages: ['./cmd/tool']}},
    {what: 'folders', build: '-o /out/app /src/cmd/...', want: {folder: '', packages: ['./cmd/...']}},
    {what: 'above', build: '-C /src/cmd -o /out/app /src', want: {folder: 'cmd', packages: ['..']}},
    {
      what: 'files of flags',
      build: '-C cmd -pgo=/src/web/p.pgo -modfile=/src/go.mod -o /out/app ./tool',
      want: {
        folder: 'cmd',
        flags: ['-pgo=../web/p.pgo', '-modfile=../go.mod', '-buildvcs=false'],
        packages: ['./tool'],
      },
    },
  ])('absolute paths of the stage become the context’s: $what', ({build, want}) => {
    const go = 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build'
    const files = ['go.mod', 'main.go', 'cmd/tool/main.go', 'web/p.pgo']
    const decision = decide(typical({build: `RUN ${go} ${build}`}), {tree: {files}})
    expect(decision.mode === 'replace' ? decision.compiles[0] : decision).toMatchObject(want)
  })

  test.each([
    {what: 'the folder of the compile', go: '-o /out/app .', want: ['example.com/app']},
    {
      what: 'those that are taken of several',
      go: '-o /out/ . ./cmd/...',
      final: 'tool',
      want: ['example.com/app/cmd/tool'],
    },
    {what: 'an import path', go: '-o /out/app example.com/app/cmd/tool', want: ['example.com/app/cmd/tool']},
    {what: 'none of files', go: '-o /out/app main.go', want: []},
  ])('names the packages of a compile: $what', ({go, final = 'app', want}) => {
    const build = `RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build ${go}`
    const text = typical({build, final: `COPY --from=builder /out/${final} /app`})
    const {mains} = inputOf(text).tree
    const decision = decide(text, {build: {platforms: platforms('linux/amd64')}})
    const compiles = decision.mode === 'replace' ? decision.compiles : []
    expect(compiles.length).toBe(1)
    expect(compiles.flatMap(compile => mainsOfCompile(compile, mains)).map(({importPath}) => importPath)).toEqual(want)
  })

  describe('with what go says of a compile', () => {
    const [open] = (() => {
      const decision = decide(typical(), {build: {platforms: platforms('linux/amd64')}})
      return decision.mode === 'replace' ? decision.open : []
    })()
    const told = (facts: {files: readonly string[]; outside?: readonly string[]; workFile?: string}) => ({
      build: {platforms: platforms('linux/amd64')},
      compileFacts: new Map([
        [open?.id ?? '', {outside: [], workFile: undefined, imports: [], dependencies: [], ...facts}],
      ]),
    })
    test('a compile that go can’t list is not replaced', () => {
      const facts = new Map([[open?.id ?? '', {failure: 'go: reading /src/third/go.mod: no such file'}]])
      const change: Change = {build: {platforms: platforms('linux/amd64')}, compileFacts: facts}
      expect(verdict(typical(), change)).toMatch(/^replace-6-files:8 go can’t tell here what it reads: go: reading/)
    })

    const few = typical().replace('COPY . .', 'COPY main.go ./')

    test('nothing stays open', () => {
      expect(decide(typical(), told({files: ['go.mod', 'main.go']}))).toMatchObject({mode: 'replace', open: []})
    })

    test.each([
      {
        what: 'a file that is not copied',
        text: few,
        facts: {files: ['main.go', 'internal/x.go']},
        why: /\/src\/internal\/x\.go: internal\/x\.go is not copied/,
      },
      {
        what: 'a file that is hidden',
        text: typical(),
        facts: {files: ['web/index.html']},
        dockerignore: 'web\n',
        why: /\.dockerignore hides web\/index\.html/,
      },
      {
        what: 'a work file that is not copied',
        text: few,
        facts: {files: ['main.go'], workFile: 'go.work'},
        why: /go\.work/,
      },
      {
        what: 'a module beside the context',
        text: typical(),
        facts: {files: ['main.go'], outside: ['/other/x.go']},
        why: /\/other\/x\.go/,
      },
    ])('$what', ({text, facts, dockerignore, why}) => {
      const files = ['go.mod', 'go.sum', 'main.go', 'internal/x.go', 'go.work', 'web/index.html']
      const change = {...told(facts), tree: {files, dockerignore}}
      const reason = verdict(text, change)
      expect(reason).toMatch(/^replace-6-files:8 /)
      expect(reason).toMatch(why)
    })
  })
})
