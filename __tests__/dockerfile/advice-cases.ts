// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of Dockerfiles
import type {AdviceFacts} from '../../src/dockerfile/index.ts'

/** A Go stage and an image of its program; `lines` are said in place of those of the same key. */
export function dockerfile(
  lines: Partial<Record<'globals' | 'go' | 'copy' | 'build' | 'base' | 'final', string>>,
): string {
  const {globals = '', go = 'FROM --platform=$BUILDPLATFORM golang:1.25 AS build', copy = 'COPY . .'} = lines
  const {build = 'ARG TARGETARCH\nRUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .', base = 'FROM scratch'} =
    lines
  const {final = 'COPY --from=build /app /app\nUSER 65532\nENTRYPOINT ["/app"]'} = lines
  return [globals, go, 'WORKDIR /src', copy, build, base, final].filter(text => text !== '').join('\n')
}

interface Case {
  readonly name: string
  readonly text: string
  readonly facts?: Partial<AdviceFacts>
  /** The lines that some advice would write; none where nothing is to be said. */
  readonly want?: readonly string[]
}

const AMD64 = {os: 'linux', architecture: 'amd64'}
const ARM = {os: 'linux', architecture: 'arm', variant: 'v7'}
const OLD = 'RUN CGO_ENABLED=0 go build -o /app .'
const NATIVE = 'FROM golang:1.25 AS build'

/** By rule: what it says and doesn't say beside its own two examples. */
export const ADVICE_CASES: Readonly<Record<string, readonly Case[]>> = {
  'emulated-go-stage': [
    {name: 'one platform, the builder’s own', text: dockerfile({go: NATIVE, build: OLD}), facts: {platforms: [AMD64]}},
    {name: 'cgo may be on', text: dockerfile({go: NATIVE, build: 'RUN go build -o /app .'})},
    {
      name: 'cgo is off by ENV',
      text: dockerfile({go: `${NATIVE}\nENV CGO_ENABLED=0`, build: 'RUN go build -o /app .'}),
      want: [
        'FROM --platform=$BUILDPLATFORM golang:1.25 AS build',
        'ARG TARGETOS TARGETARCH\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .',
      ],
    },
    {
      name: 'as kubebuilder writes it',
      text: dockerfile({
        go: `${NATIVE}\nARG TARGETOS\nARG TARGETARCH`,
        build: 'RUN CGO_ENABLED=0 GOOS=${TARGETOS:-linux} GOARCH=${TARGETARCH} go build -a -o manager cmd/main.go',
      }),
      want: ['FROM --platform=$BUILDPLATFORM golang:1.25 AS build'],
    },
    {
      name: 'a variable of their own says what for',
      text: dockerfile({go: `${NATIVE}\nARG ARCH`, build: 'RUN CGO_ENABLED=0 GOARCH=$ARCH go build -o /app .'}),
    },
    {
      name: 'arm needs its level',
      text: dockerfile({go: NATIVE, build: OLD}),
      facts: {platforms: [AMD64, ARM]},
      want: [
        'FROM --platform=$BUILDPLATFORM golang:1.25 AS build',
        'ARG TARGETOS TARGETARCH TARGETVARIANT\nRUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH GOARM=${TARGETVARIANT#v} go build -o /app .',
      ],
    },
    {
      name: 'the image is built on the stage',
      text: dockerfile({go: NATIVE, build: OLD, base: 'FROM build', final: 'USER 1'}),
    },
    {
      name: 'other programs are made there',
      text: dockerfile({go: NATIVE, build: `RUN go install example.com/tool@v1.0.0\n${OLD}`}),
    },
    {
      name: 'ENV says what for',
      text: dockerfile({
        go: NATIVE,
        build: 'ARG TARGETOS TARGETARCH\nENV CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH\nRUN go build .',
      }),
      want: ['FROM --platform=$BUILDPLATFORM golang:1.25 AS build'],
    },
    {name: 'a script compiles', text: dockerfile({go: NATIVE, build: 'RUN CGO_ENABLED=0 make'})},
    {
      name: 'two builds, each told, one ARG',
      text: dockerfile({go: NATIVE, build: `${OLD}\n${OLD}`}),
      want: [
        'FROM --platform=$BUILDPLATFORM golang:1.25 AS build',
        'ARG TARGETOS TARGETARCH\nRUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .',
        'RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .',
      ],
    },
  ],
  'undeclared-platform-arg': [
    {
      name: 'above the stages does not count',
      text: dockerfile({globals: 'ARG TARGETARCH', build: 'RUN GOARCH=${TARGETARCH} go build .'}),
      want: ['ARG TARGETARCH\nRUN GOARCH=${TARGETARCH} go build .'],
    },
    {
      name: 'once for a stage',
      text: dockerfile({build: 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build .\nRUN GOARCH=$TARGETARCH go build .'}),
      want: ['ARG TARGETOS TARGETARCH\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build .'],
    },
    {
      name: 'declared by ONBUILD',
      text: dockerfile({
        go: 'FROM golang:1.25 AS base\nONBUILD ARG TARGETARCH\nFROM base AS build',
        build: 'RUN GOARCH=$TARGETARCH go build .',
      }),
    },
    {name: 'a fallback', text: dockerfile({build: 'RUN GOOS=${TARGETOS:-linux} go build .'})},
    {name: 'a value in the RUN', text: dockerfile({build: 'RUN TARGETARCH=arm64; GOARCH=$TARGETARCH go build .'})},
    {
      name: 'a stage below',
      text: `FROM golang:1.25 AS low\nARG TARGETARCH\n${dockerfile({go: 'FROM low AS build'})}`.replace(
        'ARG TARGETARCH\nRUN',
        'RUN',
      ),
    },
    {name: 'ENV', text: dockerfile({build: 'ENV TARGETARCH=arm64\nRUN GOARCH=$TARGETARCH go build .'})},
  ],
  'fixed-goarch': [
    {
      name: 'of a stage that only an ONBUILD takes from',
      text: dockerfile({
        build: 'ARG TARGETARCH\nRUN GOARCH=amd64 go build -o /app .',
        base: 'FROM scratch AS own\nONBUILD COPY --from=build /app /app\nFROM own',
        final: 'ENTRYPOINT ["/app"]',
      }),
      want: ['RUN GOARCH=$TARGETARCH go build -o /app .'],
    },
    {
      name: 'that platform alone',
      text: dockerfile({build: 'RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /app .'}),
      facts: {platforms: [AMD64]},
    },
    {
      name: 'one of several',
      text: dockerfile({build: 'RUN CGO_ENABLED=0 GOARCH=amd64 go build . && GOARCH=arm64 go build .'}),
    },
    {name: 'a name with it', text: dockerfile({build: 'RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /app-amd64 .'})},
    {name: 'a variable', text: dockerfile({build: 'ARG A=amd64\nRUN CGO_ENABLED=0 GOARCH=$A go build -o /app .'})},
    {
      name: 'ARG is there',
      text: dockerfile({build: 'ARG TARGETARCH\nRUN CGO_ENABLED=0 GOARCH=arm64 go build -o /app .'}),
      want: ['RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .'],
    },
  ],
  'copy-before-download': [
    {name: 'unknown modules', text: dockerfile({copy: 'COPY . .\nRUN go mod download'}), facts: {module: undefined}},
    {
      name: 'replaced by a folder',
      text: dockerfile({copy: 'COPY . .\nRUN go mod download'}),
      facts: {module: {goVersion: '1.25', hasSum: true, needsOtherFolders: true}},
    },
    {
      name: 'go.mod by ONBUILD',
      text: dockerfile({
        go: 'FROM golang:1.25 AS base\nONBUILD COPY go.mod go.sum ./\nFROM base AS build',
        copy: 'COPY . .\nRUN go mod download',
      }),
    },
    {
      name: 'all by ONBUILD, which has no line of the stage',
      text: 'FROM golang:1.25 AS base\nONBUILD COPY . .\nFROM base\nRUN go mod download\nRUN go build -o /app .\n',
      want: [],
    },
    {
      name: 'a cache mount',
      text: dockerfile({copy: 'COPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go mod download'}),
    },
    {
      name: 'no go.sum',
      text: dockerfile({copy: 'COPY ./ /src\nRUN go mod download && go mod verify'}),
      facts: {module: {goVersion: '1.25', hasSum: false, needsOtherFolders: false}},
      want: ['COPY go.mod /src/\nRUN go mod download && go mod verify\nCOPY ./ /src', ''],
    },
    {name: 'not a line of its own', text: dockerfile({copy: 'COPY . .\nRUN go mod download && go generate ./...'})},
  ],
  'golang-older-than-go-mod': [
    {
      name: 'the newest patch will do',
      text: dockerfile({}),
      facts: {module: {goVersion: '1.25.9', hasSum: true, needsOtherFolders: false}},
    },
    {
      name: 'an exact one will not',
      text: dockerfile({go: 'FROM --platform=$BUILDPLATFORM golang:1.25.3-bookworm@sha256:0 AS build'}),
      facts: {module: {goVersion: '1.25.9', hasSum: true, needsOtherFolders: false}},
      want: ['FROM --platform=$BUILDPLATFORM golang:1.25.9-bookworm AS build'],
    },
    {
      name: 'a variable above',
      text: dockerfile({globals: 'ARG GO=1.24', go: 'FROM --platform=$BUILDPLATFORM golang:${GO} AS build'}),
      want: ['ARG GO=1.25'],
    },
    {
      name: 'a variable from outside',
      text: dockerfile({globals: 'ARG GO=1.24', go: 'FROM --platform=$BUILDPLATFORM golang:${GO} AS build'}),
      facts: {buildArgs: {GO: '1.26'}},
    },
    {
      name: 'a variable without a value',
      text: dockerfile({globals: 'ARG GO', go: 'FROM --platform=$BUILDPLATFORM golang:${GO} AS build'}),
    },
    {
      name: 'GOTOOLCHAIN lets go fetch another',
      text: dockerfile({go: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build\nENV GOTOOLCHAIN=auto'}),
    },
    {
      name: 'a tool that brings its own module',
      text: dockerfile({
        go: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
        build: 'RUN go install example.com/tool@v1.0.0',
      }),
    },
    {name: 'no number in the tag', text: dockerfile({go: 'FROM --platform=$BUILDPLATFORM golang:alpine AS build'})},
  ],
  'dynamic-on-scratch': [
    ...['ENV CGO_ENABLED=$X', 'ARG CGO_ENABLED'].map(line => ({
      name: line,
      text: dockerfile({go: NATIVE, build: `${line}\nRUN go build -o /app .`}),
      facts: {imports: new Set(['net'])},
    })),
    {
      name: 'C of its own',
      text: dockerfile({go: NATIVE, build: 'RUN go build -o /app .'}),
      facts: {imports: new Set(['net']), cgoPackages: new Set(['example.com/sqlite'])},
      want: [],
    },
    {
      name: 'unknown imports',
      text: dockerfile({go: NATIVE, build: 'RUN go build -o /app .'}),
      facts: {platforms: [AMD64]},
    },
    {
      name: 'nothing that links C',
      text: dockerfile({go: NATIVE, build: 'RUN go build -o /app .'}),
      facts: {imports: new Set(['os'])},
    },
    ...[
      'RUN CGO_ENABLED=0 go build -o /app .',
      'ENV CGO_ENABLED=0\nRUN go build -o /app .',
      'RUN go build -tags netgo,osusergo .',
      'RUN make',
    ].map(build => ({name: build, text: dockerfile({go: NATIVE, build}), facts: {imports: new Set(['net'])}})),
    {
      name: 'an image with a C library',
      text: dockerfile({
        go: NATIVE,
        build: 'RUN go build -o /app .',
        base: 'FROM gcr.io/distroless/base-debian12:nonroot',
      }),
      facts: {imports: new Set(['net'])},
    },
    {
      name: 'no compiler, no cgo',
      text: dockerfile({go: 'FROM golang:1.25-alpine AS build', build: 'RUN go build -o /app .'}),
      facts: {imports: new Set(['net'])},
    },
  ],
  'no-ca-certificates': [
    {name: 'unknown imports', text: dockerfile({})},
    {name: 'no TLS', text: dockerfile({}), facts: {imports: new Set(['net'])}},
    {
      name: 'by ONBUILD',
      text: dockerfile({base: 'FROM scratch AS own\nONBUILD COPY ca.crt /etc/ssl/certs/\nFROM own'}),
      facts: {imports: new Set(['net/http'])},
    },
    {
      name: 'a program by ONBUILD, which has no line of the image',
      text: dockerfile({
        base: 'FROM scratch AS own\nONBUILD COPY --from=build /app /app\nFROM own',
        final: 'ENTRYPOINT ["/app"]',
      }),
      facts: {imports: new Set(['net/http'])},
    },
    {
      name: 'a base that has them',
      text: dockerfile({base: 'FROM gcr.io/distroless/static:nonroot'}),
      facts: {imports: new Set(['net/http'])},
    },
    {
      name: 'roots in the program',
      text: dockerfile({}),
      facts: {imports: new Set(['net/http', 'golang.org/x/crypto/x509roots/fallback'])},
    },
    ...[
      'COPY --from=alpine:3.22 /etc/ssl /etc/ssl',
      'COPY rootfs/ /',
      'ADD roots.tar /',
      'ENV SSL_CERT_FILE=/run/roots.pem',
    ].map(line => ({
      name: line,
      text: dockerfile({final: `${line}\nCOPY --from=build /app /app\nUSER 1\nENTRYPOINT ["/app"]`}),
      facts: {imports: new Set(['net/http'])},
    })),
  ],
  'root-user': [
    {
      name: 'a user by ONBUILD',
      text: dockerfile({
        base: 'FROM scratch AS own\nONBUILD USER 7\nFROM own',
        final: 'COPY --from=build /app /\nENTRYPOINT ["/app"]',
      }),
    },
    ...['gcr.io/distroless/static-debian12:nonroot', 'gcr.io/distroless/base:debug-nonroot', 'example.com/own:1'].map(
      base => ({
        name: base,
        text: dockerfile({base: `FROM ${base}`, final: 'COPY --from=build /app /\nENTRYPOINT ["/app"]'}),
      }),
    ),
    ...[
      'USER nobody',
      'USER 1000',
      'ARG U=7\nUSER $U',
      'ARG U\nUSER $U',
      'USER root',
      'EXPOSE 80',
      'VOLUME /data',
      'RUN setcap x /app',
    ].map(line => ({
      name: line,
      text: dockerfile({base: 'FROM alpine:3.22', final: `COPY --from=build /app /app\n${line}\nENTRYPOINT ["/app"]`}),
    })),
    {name: 'a script starts it', text: dockerfile({final: 'COPY --from=build /app /run.sh /\nENTRYPOINT ["/run.sh"]'})},
    {
      name: 'somebody else’s program',
      text: dockerfile({
        base: 'FROM alpine:3.22',
        final: 'COPY --from=build /app /app\nENTRYPOINT ["/sbin/tini", "/app"]',
      }),
    },
    {
      name: 'a debug image of distroless',
      text: dockerfile({base: 'FROM gcr.io/distroless/static:debug', final: 'COPY --from=build /app /\nCMD /app -x'}),
      want: ['USER 65532:65532\nCMD /app -x'],
    },
    {
      name: 'root for a RUN, and still',
      text: dockerfile({
        base: 'FROM gcr.io/distroless/base:debug-nonroot',
        final: 'ARG U=0:0\nUSER $U\nRUN x\nCOPY --from=build /app /\nENTRYPOINT ["app"]',
      }),
      want: ['USER 65532:65532\nENTRYPOINT ["app"]'],
    },
    {
      name: 'a user below',
      text: `${dockerfile({base: 'FROM alpine:3.22 AS low', final: 'USER 7'})}\nFROM low\nCOPY --from=build /app /\nENTRYPOINT ["/app"]`,
    },
  ],
  'latest-tag': [
    ...[
      'alpine:3',
      'alpine@sha256:0',
      'localhost:5000/a:1',
      'gcr.io/distroless/static',
      'cgr.dev/chainguard/static:latest',
      'scratch',
      'build',
    ].map(image => ({name: image, text: dockerfile({base: `FROM ${image}`, final: 'USER 7'})})),
    {
      name: 'somebody will say which',
      text: dockerfile({globals: 'ARG BASE=alpine', base: 'FROM $BASE', final: 'USER 7'}),
    },
    {name: 'a context of that name', text: dockerfile({base: 'FROM own', final: 'USER 7'}), facts: {contexts: ['own']}},
  ],
}
