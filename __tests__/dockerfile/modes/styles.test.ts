// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
// In the style of well-known programs and templates, written anew and in small.
import {expect, test} from '@jest/globals'
import {type Change, decide} from './support.ts'

interface Case {
  readonly style: string
  readonly text: string
  readonly change?: Change
  /** `mode rule:line` */
  readonly want: string
  readonly programs?: readonly string[]
}

const scaffold = (copies: string) => `ARG BASE_IMAGE=golang:1.26
FROM \${BASE_IMAGE} AS builder
ARG TARGETOS
ARG TARGETARCH

WORKDIR /workspace
COPY go.mod go.mod
COPY go.sum go.sum
RUN go mod download
${copies}
RUN CGO_ENABLED=0 GOOS=\${TARGETOS:-linux} GOARCH=\${TARGETARCH} go build -a -o manager cmd/tool/main.go

FROM scratch
WORKDIR /
COPY --from=builder /workspace/manager .
USER 65532:65532
ENTRYPOINT ["/manager"]
`

test.each<Case>([
  {
    style: 'an operator’s scaffold',
    text: scaffold('COPY . .'),
    want: 'replace replace:2',
    programs: ['main → /workspace/manager'],
  },
  {
    style: 'an operator’s older scaffold',
    text: scaffold('COPY cmd/ cmd/\nCOPY main.go main.go'),
    want: 'replace replace:2',
    programs: ['main → /workspace/manager'],
  },
  {
    style: 'docker init',
    text: `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.26.5
FROM --platform=$BUILDPLATFORM golang:\${GO_VERSION} AS build
WORKDIR /src
RUN --mount=type=cache,target=/go/pkg/mod/ \\
    --mount=type=bind,source=go.sum,target=go.sum \\
    --mount=type=bind,source=go.mod,target=go.mod \\
    go mod download -x
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod/ \\
    --mount=type=bind,target=. \\
    CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /bin/server .
FROM alpine:latest AS final
RUN adduser --disabled-password --uid 10001 appuser
USER appuser
COPY --from=build /bin/server /bin/
ENTRYPOINT [ "/bin/server" ]
`,
    want: 'replace replace:3',
    programs: ['app → /bin/server'],
  },
  {
    style: 'GOPATH and apk',
    text: `FROM --platform=$BUILDPLATFORM golang:1.26.4-alpine@sha256:abc as builder
WORKDIR $GOPATH/src/example.com/app
COPY . .
ARG TARGETOS TARGETARCH
RUN apk --no-cache add git=~2
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /usr/bin/app
FROM alpine:3.22 as release
COPY --from=builder /usr/bin/app /usr/bin/app
FROM release as with-browser
COPY --from=release /usr/bin/app /usr/bin/app
`,
    want: 'replace replace:1',
    programs: ['app → /usr/bin/app'],
  },
  {
    style: 'an environment in ENV, and an empty build argument',
    text: `FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS builder
ARG TARGETOS
ARG TARGETARCH
ARG LDFLAGS
ENV GO111MODULE=on \\
    # a comment
    CGO_ENABLED=0 \\
    GOOS=\${TARGETOS} \\
    GOARCH=\${TARGETARCH}
WORKDIR /go/src/app
COPY . .
RUN go build -a -ldflags "\${LDFLAGS}" -o manager
FROM scratch
COPY --from=builder /go/src/app/manager .
`,
    want: 'replace replace:1',
    programs: ['app → /go/src/app/manager'],
  },
  {
    style: 'xx, with a base stage that says cgo is off',
    text: `FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.9.0 AS xx
FROM --platform=$BUILDPLATFORM golang:1.26.5-alpine AS base
COPY --from=xx / /
RUN apk add --no-cache file git
ENV CGO_ENABLED=0
WORKDIR /src
FROM base AS build
ARG TARGETPLATFORM
RUN --mount=target=. --mount=target=/go/pkg/mod,type=cache <<EOT
  set -ex
  xx-go build -trimpath -ldflags "-s -w" -o /out/app .
  xx-verify --static /out/app
EOT
FROM scratch AS binary
COPY --from=build /out/app /
FROM scratch
COPY --from=binary /app /bin/app
`,
    want: 'replace replace:7',
    programs: ['app → /out/app'],
  },
  {
    style: 'several commands and scripts of the context',
    text: `FROM golang:1.26.5 AS backend
WORKDIR /backend
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache CGO_ENABLED=0 go install . ./cmd/tool
FROM alpine:3.22
COPY --from=backend /go/bin/app /go/bin/tool /usr/local/bin/
COPY --from=backend /backend/scripts/entry.sh /usr/local/bin/
`,
    want: 'replace replace:1',
    programs: ['app → /go/bin/app', 'tool → /go/bin/tool'],
  },
  {
    style: 'make',
    text: `FROM golang:1.26 as build
WORKDIR /go/src/app
COPY go.mod go.sum Makefile ./
COPY cmd cmd
RUN make app
FROM scratch
COPY --from=build /go/src/app/app /
`,
    want: 'inside replace-3-words:5',
  },
  {
    style: 'the time of the build',
    text: `FROM golang:1.26 as build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags "-X main.date=$(date -u +%F)" -o app .
FROM scratch
COPY --from=build /src/app /
`,
    want: 'inside replace-3-words:4',
  },
  {
    style: 'one stage',
    text: 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nCMD ["/app"]\n',
    want: 'inside replace-1-reach:1',
  },
  {
    style: 'certificates from the stage',
    text: `FROM golang:1.26-alpine AS build
RUN apk add --no-cache ca-certificates
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /app /app
`,
    want: 'inside replace-2-sources:7',
  },
  {
    style: 'cgo',
    text: 'FROM golang:1.26 AS b\nWORKDIR /s\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /app .\nFROM debian\nCOPY --from=b /app /app\n',
    want: 'inside replace-4-cgo:4',
  },
  {
    style: 'a UI of another stage',
    text: `FROM node:24 AS ui
RUN npm run build
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
COPY --from=ui /dist web/dist
RUN CGO_ENABLED=0 go build -o /app .
FROM scratch
COPY --from=build /app /app
`,
    want: 'inside replace-7-source-changes:6',
  },
  {
    style: 'a stage that runs setcap only',
    text: `FROM --platform=$BUILDPLATFORM debian AS build
COPY app /app
RUN setcap cap_net_bind_service=+ep /app
FROM scratch
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
    want: 'prebuilt prebuilt:2',
    programs: ['app', 'app'],
  },
  {
    style: 'two programs of a release tool',
    text: `ARG ARCH="amd64"
ARG OS="linux"
FROM busybox-\${OS}-\${ARCH}:latest
ARG ARCH="amd64"
ARG OS="linux"
COPY .build/\${OS}-\${ARCH}/app /bin/app
COPY .build/\${OS}-\${ARCH}/tool /bin/tool
`,
    want: 'inside prebuilt-4-platform:6',
  },
])('$style: $want', ({text, change, want, programs}) => {
  const decision = decide(text, change)
  expect(`${decision.mode} ${decision.rule}:${decision.line}`).toBe(want)
  if (decision.mode === 'replace') {
    const made = decision.compiles.flatMap(compile =>
      compile.programs.map(({executable, path}) => `${executable} → ${path}`),
    )
    expect([...new Set(made)]).toEqual(programs)
  }
  if (decision.mode === 'prebuilt') expect(decision.programs.map(({path}) => path)).toEqual(programs)
})
