// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {describeReplaceRules} from '../../../src/dockerfile/modes/index.ts'
import {type Change, decide, typical, verdict} from './support.ts'

interface Case {
  readonly what: string
  readonly change?: Parameters<typeof typical>[0]
  readonly with?: Change
}

const GO = 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build'

const NAMED = ['go.mod', 'go.sum', 'main.go', 'web/p.pgo', 'web/alt.mod', 'web/alt.sum']

/** One that holds and some that don't, for each rule. */
const rules: Readonly<
  Record<string, {readonly safe: readonly Case[]; readonly unsafe: readonly (Case & {readonly why: RegExp})[]}>
> = {
  'replace-1-reach': {
    safe: [
      {what: 'as it is'},
      {
        what: 'a mount of the program',
        change: {final: 'RUN --mount=from=builder,source=/out/app,target=/x ["/x"]\nCOPY --from=builder /out/app /app'},
      },
      {what: 'by its number', change: {final: 'COPY --from=0 /out/app /app'}},
      {
        what: 'through another stage',
        change: {final: 'COPY --from=builder /out/app /app\nFROM alpine:3.22\nCOPY --from=1 /app /app'},
      },
      {what: 'a stage on it that the image does not need', change: {after: 'FROM builder AS test\nRUN go test ./...'}},
    ],
    unsafe: [
      {
        what: 'the image stands on it',
        change: {final: 'COPY --from=builder /out/app /app\nFROM builder'},
        why: /12|13|image/,
      },
      {
        what: 'a stage on it',
        change: {after: 'FROM builder AS more\nRUN true', final: 'COPY --from=more /out/app /app'},
        why: /more/,
      },
      {what: 'the target', with: {build: {target: 'builder'}}, why: /image/},
    ],
  },
  'replace-2-sources': {
    safe: [
      {
        what: 'a file of the context',
        change: {final: 'COPY --from=builder /out/app /app\nCOPY --from=builder /src/scripts/entry.sh /entry.sh'},
      },
      {
        what: 'a folder of the context',
        change: {final: 'COPY --from=builder /out/app /app\nCOPY --from=builder /src/web /web'},
      },
      {what: 'a folder with programs alone', change: {final: 'COPY --from=builder /out/ /'}},
      {what: 'a pattern in such a folder', change: {final: 'COPY --from=builder /out/* /'}},
    ],
    unsafe: [
      {
        what: 'certificates',
        change: {
          final:
            'COPY --from=builder /out/app /app\nCOPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/',
        },
        why: /ca-certificates\.crt/,
      },
      {what: 'everything', change: {final: 'COPY --from=builder / /'}, why: /files of its own/},
      {
        what: 'a folder of the image',
        change: {build: `RUN ${GO} -o /usr/local/bin/app .`, final: 'COPY --from=builder /usr/local/bin /bin'},
        why: /files of its own/,
      },
      {
        what: 'a folder that -o meant',
        change: {build: `RUN ${GO} -o /usr/local/bin .`, final: 'COPY --from=builder /usr/local/bin /bin'},
        why: /files of its own/,
      },
      {what: 'a path that nothing writes', change: {final: 'COPY --from=builder /out/other /app'}, why: /\/out\/other/},
      {
        what: 'a folder that mkdir made',
        change: {before: 'RUN mkdir -p /out/data', final: 'COPY --from=builder /out/ /'},
        why: /\/out\/data/,
      },
      {
        what: 'a file with a named owner',
        change: {
          before: 'COPY --chown=app:app web /web',
          final: 'COPY --from=builder /out/app /app\nCOPY --from=builder /web /web',
        },
        why: /chown=app:app/,
      },
    ],
  },
  'replace-3-words': {
    safe: [
      {
        what: 'variables that are known',
        change: {
          before: 'ARG VERSION=1.2.3',
          build: `RUN ${GO} -ldflags="-s -w -X main.version=\${VERSION}" -o /out/app .`,
        },
      },
      {
        what: 'a default for what is not given',
        change: {build: 'RUN CGO_ENABLED=0 GOOS=${TARGETOS:-linux} GOARCH=$TARGETARCH go build -o /out/app main.go'},
      },
      {
        what: 'a folder of the image',
        change: {build: `RUN ${GO} -o /usr/local/bin .`, final: 'COPY --from=builder /usr/local/bin/app /app'},
      },
      {
        what: 'a secret that is not looked at',
        change: {build: `RUN --mount=type=secret,id=t,env=TOKEN ${GO} -o /out/app .`},
      },
      {what: 'a heredoc', change: {build: `RUN <<EOF\nset -e\n${GO} -o /out/app .\nEOF`}},
      {
        what: 'go install',
        change: {
          build: 'ENV GOBIN=/out\nRUN --mount=type=cache,target=/root/.cache CGO_ENABLED=0 go install .',
          head: 'FROM golang:1.26.5 AS builder',
        },
      },
    ],
    unsafe: [
      ...['ENV GOFLAGS=-overlay=/src/o.json', 'ARG GOFLAGS=-toolexec=/src/x'].map(before => {
        return {what: before, change: {before}, why: /go build has the flag -(overlay|toolexec), in GOFLAGS/}
      }),
      ...['GOFLAGS=-pkgdir=/src/x', 'export GOFLAGS=-pkgdir=x &&'].map(prefix => {
        return {what: prefix, change: {build: `RUN ${prefix} ${GO} -o /out/app .`}, why: /-pkgdir, in GOFLAGS/}
      }),
      {
        what: 'git describe',
        change: {build: `RUN ${GO} -ldflags "-X main.v=$(git describe)" -o /out/app .`},
        why: /\$\(/,
      },
      {
        what: 'make',
        change: {build: 'RUN make build', final: 'COPY --from=builder /src/bin/app /app'},
        why: /`make build`/,
      },
      {
        what: 'a script',
        change: {build: 'RUN ./build.sh', final: 'COPY --from=builder /src/bin/app /app'},
        why: /build\.sh/,
      },
      {
        what: 'a script, and not the packages that it needs',
        change: {
          before: 'RUN apk add --no-cache bash make \\\n  git > /dev/null',
          build: 'RUN if true; then FLAGS=x ./build.sh; fi',
          final: 'COPY --from=builder /src/bin/app /app',
        },
        why: /^replace-3-words:9 .*`if`/,
      },
      {
        what: 'a script, and not the library that it needs',
        change: {
          head: 'FROM golang:1.26.5 AS builder\nRUN wget https://example.com/x.tar && tar xf x.tar\nRUN make -C x',
          build: 'RUN ./build.sh',
          final: 'COPY --from=builder /src/bin/app /app',
        },
        why: /^replace-3-words:10 .*build\.sh/,
      },
      {what: 'a pipe', change: {build: `RUN ${GO} -o /out/app . | tee log`}, why: /pipe/},
      {
        what: 'a script that bash runs first',
        change: {before: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nENV BASH_ENV=/src/scripts/env'},
        why: /it has BASH_ENV/,
      },
      {
        what: 'case',
        change: {build: `RUN case $TARGETARCH in arm) export GOARM=7;; esac; ${GO} -o /out/app .`},
        why: /case/,
      },
      {what: 'one file for two programs', change: {build: `RUN ${GO} -o /out/app . ./cmd/tool`}, why: /2 programs/},
    ],
  },
  'replace-4-cgo': {
    safe: [
      {
        what: 'ENV',
        change: {before: 'ENV CGO_ENABLED=0', build: 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .'},
      },
      {
        what: 'ARG',
        change: {before: 'ARG CGO_ENABLED=0', build: 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .'},
      },
      {
        what: 'export',
        change: {build: 'RUN export CGO_ENABLED=0 && GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .'},
      },
    ],
    unsafe: [
      {
        what: 'nothing said',
        change: {build: 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .'},
        why: /not set/,
      },
      {
        what: 'on',
        change: {build: 'RUN CGO_ENABLED=1 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .'},
        why: /is 1/,
      },
      {
        what: 'only in another RUN',
        change: {
          before: 'RUN CGO_ENABLED=0 go version',
          build: 'RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .',
        },
        why: /not set/,
      },
    ],
  },
  'replace-5-environment': {
    safe: [
      {
        what: 'a stage for each platform',
        change: {head: 'FROM golang:1.26.5 AS builder', build: 'RUN CGO_ENABLED=0 go build -o /out/app .'},
      },
      {
        what: 'words for the linker',
        change: {build: `RUN ${GO} -ldflags="-s -w -X main.Lib=L -extldflags '-static'" -o /out/app .`},
      },
      {what: 'proxies that the runner can reach', change: {before: 'ENV GOPROXY=https://proxy.example.com|direct'}},
      {what: 'a module cache of another place', change: {before: 'ENV GOMODCACHE=/mods GOFLAGS=-modcacherw'}},
      {what: 'a PATH with more folders', change: {before: 'COPY scripts /opt/x/\nENV PATH=/opt/x:$PATH'}},
      {
        what: 'xx-go',
        change: {
          head: 'FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.6 AS xx\nFROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder\nCOPY --from=xx / /',
          build: 'ARG TARGETPLATFORM\nRUN CGO_ENABLED=0 xx-go build -o /out/app .',
        },
      },
    ],
    unsafe: [
      {
        what: 'another image',
        change: {head: 'FROM --platform=$BUILDPLATFORM acme/builder:1 AS builder'},
        why: /acme\/builder/,
      },
      {
        what: 'a Go that is too old for this program',
        change: {head: 'FROM --platform=$BUILDPLATFORM golang:1.12-alpine3.9 AS builder'},
        why: /golang:1\.12-alpine3\.9 has a Go older than 1\.21/,
      },
      {
        what: 'an image that a named context replaces',
        with: {build: {contexts: ['golang:1.26.5']}},
        why: /build-context/,
      },
      {
        what: 'one architecture for all',
        change: {build: 'RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /out/app .'},
        why: /linux\/amd64 in an image for linux\/arm64/,
      },
      {
        what: 'the builder’s architecture for all',
        change: {build: 'RUN CGO_ENABLED=0 go build -o /out/app .'},
        why: /linux\/amd64 in an image for linux\/arm64/,
      },
      {what: 'no modules', change: {before: 'ENV GO111MODULE=off'}, why: /GO111MODULE/},
      {what: 'a level that is none', change: {before: 'ENV GOARM=v7'}, why: /GOARM=v7/},
      {
        what: 'a go of the context',
        change: {before: 'COPY tools/go /opt/x/\nENV PATH=/opt/x:$PATH'},
        with: {tree: {files: ['go.mod', 'main.go', 'tools/go']}},
        why: /\/opt\/x\/go/,
      },
      {what: 'a file with settings', change: {before: 'ENV GOENV=/src/goenv'}, why: /settings from \/src\/goenv/},
      {
        what: 'settings of the user that are copied',
        change: {before: 'COPY goenv /root/.config/go/env'},
        with: {tree: {files: ['go.mod', 'main.go', 'goenv']}},
        why: /settings from \/root\/\.config\/go\/env/,
      },
      {
        what: 'settings of Go that are copied',
        change: {before: 'COPY goenv /usr/local/go/go.env'},
        with: {tree: {files: ['go.mod', 'main.go', 'goenv']}},
        why: /settings from \/usr\/local\/go\/go\.env/,
      },
      {
        what: 'a folder of the stage as the proxy',
        change: {before: 'ENV GOPROXY=file:///src/proxy'},
        why: /modules from a folder of the stage: file:\/\/\/src\/proxy/,
      },
      {
        what: 'such a folder in a list',
        change: {before: 'ARG GOPROXY=https://proxy.example.com|file:///src/proxy,direct'},
        why: /a folder of the stage/,
      },
      {
        what: 'such a folder for one command',
        change: {build: `RUN export GOPROXY=file:///src/proxy && ${GO} -o /out/app .`},
        why: /a folder of the stage/,
      },
      {
        what: 'a module cache that is copied',
        change: {before: 'COPY web /go/pkg/mod'},
        why: /modules in \/go\/pkg\/mod, which the context fills/,
      },
      {
        what: 'a part of one that is copied',
        change: {before: 'ENV GOMODCACHE=/mods\nCOPY web /mods/cache/download/'},
        why: /modules in \/mods, which/,
      },
      {
        what: 'a part of a folder that is copied there',
        change: {before: 'COPY --exclude=*.zip web /go/pkg/mod/'},
        why: /modules in \/go\/pkg\/mod, which/,
      },
      {
        what: 'a folder of the context as the module cache',
        change: {before: 'ENV GOMODCACHE=/src/web'},
        why: /modules in \/src\/web, which/,
      },
      {
        what: 'a folder of the context that is mounted there',
        change: {build: `RUN --mount=type=bind,source=web,target=/go/pkg/mod ${GO} -o /out/app .`},
        why: /modules in \/go\/pkg\/mod, which/,
      },
      {what: 'another GOROOT', change: {before: 'ENV GOROOT=/opt/go'}, why: /GOROOT/},
      {what: 'a work file by its path in the stage', change: {before: 'ENV GOWORK=/src/go.work'}, why: /GOWORK/},
      {what: 'a work file by its name', change: {before: 'ENV GOWORK=go.work'}, why: /GOWORK is go\.work/},
      {what: 'other tools', change: {before: 'ENV GOTOOLDIR=/src/tools'}, why: /GOTOOLDIR/},
      {what: 'a program as the cache', change: {before: 'ENV GOCACHEPROG=/src/cache'}, why: /GOCACHEPROG/},
      {what: 'a setting of go itself', change: {before: 'ENV GODEBUG=embedfollowsymlinks=1'}, why: /GODEBUG/},
      {
        what: 'folders for the assembler',
        change: {build: `RUN ${GO} -asmflags=all=-I/src/include -o /out/app .`},
        why: /-asmflags=all=-I\/src\/include names/,
      },
      {
        what: 'lists for the compiler',
        change: {build: `RUN ${GO} -gcflags='-N -embedcfg=/src/x' -o /out/app .`},
        why: /-gcflags/,
      },
      {
        what: 'another linker',
        change: {before: `ENV GOFLAGS="'-ldflags=-s -linkmode=external -extldflags=-static'"`},
        why: /-linkmode=external/,
      },
      {what: 'a Go that go.mod chooses', change: {before: 'ENV GOTOOLCHAIN=auto'}, why: /GOTOOLCHAIN/},
    ],
  },
  'replace-6-files': {
    safe: [
      {what: '.dockerignore hides other things', with: {tree: {dockerignore: '**/*_test.go\nbin\n'}}},
      ...['-pgo=/src/web/p.pgo', '-pgo=web/p.pgo', '-pgo=off', '-modfile=/src/web/alt.mod'].map(flag => {
        return {what: flag, change: {build: `RUN ${GO} ${flag} -o /out/app .`}, with: {tree: {files: NAMED}}}
      }),
      {
        what: 'modules that are named from here, and a remark',
        with: {
          tree: {
            textOf: path =>
              path === 'go.mod'
                ? 'module example.com/app // x\n\n// replace a => /b\nreplace c => ./third\n'
                : undefined,
          },
        },
      },
      {
        what: 'a profile that is not used',
        change: {build: `RUN ${GO} -pgo=off -o /out/app ./cmd/tool`},
        with: {tree: {files: [...NAMED, 'cmd/tool/main.go', 'cmd/tool/default.pgo'], dockerignore: '**/*.pgo\n'}},
      },
      {
        what: 'a profile of another package',
        with: {tree: {files: [...NAMED, 'cmd/tool/main.go', 'cmd/tool/default.pgo'], dockerignore: '**/*.pgo\n'}},
      },
      {
        what: 'a work file that is not used',
        change: {before: 'ENV GOWORK=off'},
        with: {tree: {files: [...NAMED, 'go.work'], textOf: path => (path === 'go.work' ? 'use /b' : undefined)}},
      },
      {what: 'the old scaffold', change: {before: 'COPY main.go main.go\nCOPY cmd/ cmd/'}},
    ],
    unsafe: [
      ...['-pgo=/tmp/p.pgo', '-pgo=other.pgo', '-modfile=/etc/alt.mod', '-modfile=../alt.mod', '-pgo=/src/web'].map(
        flag => {
          return {
            what: flag,
            change: {build: `RUN ${GO} ${flag} -o /out/app .`},
            with: {tree: {files: NAMED}},
            why: new RegExp(`go reads ${flag.replace(/.*=/, '')}, and the stage has no such file`),
          }
        },
      ),
      {
        what: 'a profile of the context in another place',
        change: {before: 'ENV GOFLAGS=-pgo=/src/web/p.pgo'},
        with: {tree: {files: NAMED, dockerignore: 'web/*.pgo\n'}},
        why: /go reads \/src\/web\/p\.pgo/,
      },
      {
        what: 'the sums of another go.mod are hidden',
        change: {build: `RUN ${GO} -modfile=web/alt.mod -o /out/app .`},
        with: {tree: {files: NAMED, dockerignore: 'web/alt.sum\n'}},
        why: /go reads web\/alt\.sum/,
      },
      {what: 'a file that is not there', change: {build: `RUN ${GO} -o /out/app /tmp/main.go`}, why: /\/tmp\/main\.go/},
      ...[
        ['go.mod', 'module example.com/app\n\nreplace example.com/third => /src/third // ours\n'],
        ['go.mod', 'module example.com/app\n\nreplace (\n\texample.com/third v1.0.0 => "/src/third"\n)\n'],
        ['go.work', 'go 1.26\n\nuse /src/third\n'],
        ['go.work', 'go 1.26\n\nuse (\n\t.\n\t/src/third\n)\n'],
      ].map(([file, text]) => ({
        what: JSON.stringify(text),
        with: {tree: {files: [...NAMED, 'go.work'], textOf: (path: string) => (path === file ? text : undefined)}},
        why: new RegExp(`${file} names /src/third, a path of the stage alone`),
      })),
      {
        what: 'a path of the stage in another go.mod',
        change: {build: `RUN ${GO} -C cmd/tool -modfile=../../web/alt.mod -o /out/app .`},
        with: {
          tree: {
            files: [...NAMED, 'cmd/tool/main.go'],
            textOf: path => (path === 'web/alt.mod' ? 'replace a => /b' : 'x'),
          },
        },
        why: /web\/alt\.mod names \/b/,
      },
      {
        what: 'the profile of a main package is hidden',
        change: {build: `RUN ${GO} -o /out/app ./cmd/tool`},
        with: {tree: {files: [...NAMED, 'cmd/tool/main.go', 'cmd/tool/default.pgo'], dockerignore: '**/*.pgo\n'}},
        why: /hides cmd\/tool\/default\.pgo/,
      },
      {
        what: 'the profile beside files is hidden',
        change: {build: `RUN ${GO} -pgo=auto -o /out/app cmd/tool/main.go`},
        with: {tree: {files: [...NAMED, 'cmd/tool/main.go', 'cmd/tool/default.pgo'], dockerignore: '**/*.pgo\n'}},
        why: /hides cmd\/tool\/default\.pgo/,
      },
      {what: 'go.sum is hidden', with: {tree: {dockerignore: 'go.sum\n'}}, why: /hides go\.sum/},
      {
        what: 'vendor is hidden',
        with: {tree: {dockerignore: 'vendor/\n', files: ['go.mod', 'main.go', 'vendor/modules.txt']}},
        why: /vendor\/modules\.txt/,
      },
    ],
  },
  'replace-7-source-changes': {
    safe: [
      {
        what: 'tools and packages',
        change: {
          before:
            'RUN apk add --no-cache git ca-certificates && update-ca-certificates\nRUN apt-get update && apt-get install -y make && rm -rf /var/lib/apt/lists/*\nRUN go install example.com/tool@v1.2.3',
        },
      },
      {
        what: 'secrets and caches elsewhere',
        change: {
          build: `RUN --mount=type=secret,id=x --mount=type=secret,id=netrc,target=/root/.netrc --mount=type=cache,target=/root/.cache/go-build ${GO} -o /out/app .`,
        },
      },
      {
        what: 'git generate after all that is taken',
        change: {
          head: 'FROM alpine:3.22 AS unused\nRUN git clone https://example.com/x\nFROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder',
        },
      },
    ],
    unsafe: [
      {what: 'go generate', change: {before: 'RUN go generate ./...'}, why: /go generate/},
      {what: 'sed', change: {before: 'RUN sed -i s/a/b/ main.go'}, why: /sed/},
      {what: 'lasting settings', change: {before: 'RUN go env -w GOPROXY=file:///src/proxy'}, why: /`go env` with -w/},
      {what: 'go mod tidy', change: {before: 'RUN go mod tidy'}, why: /go mod tidy/},
      {
        what: 'a UI',
        change: {
          head: 'FROM node:24 AS ui\nFROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder',
          before: 'COPY --from=ui /dist web/dist',
        },
        why: /files of ui/,
      },
      {
        what: 'a mount of another stage',
        change: {
          head: 'FROM alpine AS v\nFROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder',
          build: `RUN --mount=from=v,target=/v ${GO} -o /out/app .`,
        },
        why: /files of v/,
      },
      {
        what: 'a secret among the sources',
        change: {build: `RUN --mount=type=secret,id=license,target=license.txt ${GO} -o /out/app .`},
        why: /a secret mount at license\.txt/,
      },
      {
        what: 'a mount that hides sources',
        change: {build: `RUN --mount=type=tmpfs,target=gen ${GO} -o /out/app .`},
        with: {tree: {files: ['go.mod', 'main.go', 'gen/gen.go']}},
        why: /a tmpfs mount at gen/,
      },
      {what: 'a download', change: {before: 'ADD https://example.com/x.go x.go'}, why: /example\.com/},
      {
        what: 'a file of the Dockerfile',
        change: {before: 'COPY <<EOF x.go\npackage main\nEOF'},
        why: /Dockerfile itself/,
      },
      {what: 'whatever a pipe does', change: {before: 'RUN curl https://example.com | sh'}, why: /pipe/},
      {what: 'an unknown program', change: {before: 'RUN frobnicate'}, why: /frobnicate/},
    ],
  },
  'replace-8-checks': {
    safe: [{what: 'what we check too', change: {after: 'RUN xx-verify --static /out/app'}}],
    unsafe: [
      {what: 'go test', change: {before: 'RUN go test ./...'}, why: /go test/},
      {what: 'go vet', change: {before: 'RUN go vet ./...'}, why: /go vet/},
    ],
  },
  'replace-9-touched': {
    safe: [
      {what: 'a go build of packages that are none of its programs', change: {after: `RUN ${GO} ./internal/...`}},
      {
        what: 'a user, and a --chown',
        change: {before: 'USER 65532', final: 'COPY --from=builder --chown=0:0 /out/app /app'},
      },
      {what: 'a user after it', change: {after: 'USER 65532'}},
    ],
    unsafe: [
      {what: 'setcap', change: {after: 'RUN setcap cap_net_bind_service=+ep /out/app'}, why: /setcap/},
      {what: 'upx', change: {build: `RUN ${GO} -o /out/app . && upx /out/app`}, why: /upx/},
      {what: 'chown', change: {after: 'RUN chown 65532 /out/app'}, why: /chown/},
      {what: 'another owner', change: {before: 'USER 65532'}, why: /65532/},
      {
        what: 'a go build of something unknown to the same path',
        change: {after: `RUN ${GO} -o /out/ /usr/src/other`},
        why: /may write over the program: .*\/usr\/src\/other/,
      },
      {what: 'written over', change: {after: 'COPY main.go /out/app'}, why: /written over/},
      {what: 'whatever an || does', change: {after: 'RUN x || true'}, why: /\|\|/},
    ],
  },
  'replace-10-vcs': {
    safe: [
      {
        what: 'no .git in the stage',
        with: {
          tree: {
            dockerignore: '.git\n',
            files: ['go.mod', 'main.go', '.git/HEAD'],
            git: {clean: false, complete: false},
          },
        },
      },
      {
        what: '-buildvcs=false',
        change: {build: `RUN ${GO} -buildvcs=false -o /out/app .`},
        with: {tree: {files: ['go.mod', 'main.go', '.git/HEAD']}},
      },
      {
        what: 'a clean tree with all tags',
        with: {
          tree: {
            files: ['go.mod', 'main.go', '.git/HEAD'],
            tracked: ['go.mod', 'main.go'],
            git: {clean: true, complete: true},
          },
        },
      },
      {
        what: 'no git in the image',
        change: {head: 'FROM --platform=$BUILDPLATFORM golang:1.26.5-alpine AS builder'},
        with: {tree: {files: ['go.mod', 'main.go', '.git/HEAD']}},
      },
    ],
    unsafe: [
      {
        what: 'changes',
        with: {tree: {files: ['go.mod', 'main.go', '.git/HEAD'], git: {clean: false, complete: true}}},
        why: /has changes/,
      },
      {
        what: 'no tags',
        with: {tree: {files: ['go.mod', 'main.go', '.git/HEAD'], git: {clean: true, complete: false}}},
        why: /missing/,
      },
      {what: 'asked for, and no .git', change: {build: `RUN ${GO} -buildvcs=true -o /out/app .`}, why: /needs a \.git/},
    ],
  },
}

describe.each(Object.entries(rules))('%s', (id, {safe, unsafe}) => {
  test.each(safe)('holds: $what', ({change, with: facts}) => {
    expect(verdict(typical(change), facts)).toMatch(/^replace:/)
  })

  test.each(unsafe)('does not hold: $what', ({change, with: facts, why}) => {
    const told = verdict(typical(change), facts)
    expect(told).toMatch(new RegExp(`^${id}:[0-9]+ `))
    expect(told).toMatch(why)
  })
})

describe('what the user is told of a replaced stage', () => {
  test.each<Case & {readonly warning: RegExp}>([
    {
      what: 'a floating Go',
      change: {head: 'FROM --platform=$BUILDPLATFORM golang:1.26 AS builder'},
      warning: /golang:1\.26 is whatever/,
    },
    {what: 'a check of our own', change: {after: 'RUN ldd /out/app'}, warning: /`ldd \/out\/app` does not run/},
    {
      what: 'a file in git that the stage does not see',
      with: {
        tree: {
          dockerignore: 'Dockerfile\n',
          files: ['go.mod', 'main.go', '.git/HEAD', 'Dockerfile'],
          tracked: ['Dockerfile', 'go.mod'],
          git: {clean: true, complete: true},
        },
      },
      warning: /hides Dockerfile/,
    },
  ])('$what', ({change, with: facts, warning}) => {
    const {warnings} = decide(typical(change), facts)
    expect(warnings.map(({message}) => message)).toEqual([expect.stringMatching(warning)])
  })
})

test('there are ten rules, each with its number and a way out', () => {
  const described = describeReplaceRules()
  expect(described.map(({id}) => id)).toEqual(Object.keys(rules))
  expect(described.filter(({title, hint}) => title === '' || hint === '')).toEqual([])
})
