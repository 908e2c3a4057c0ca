// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {helperDockerfile, insideOverlay, planInside} from '../../../src/dockerfile/inside/index.ts'
import {AMD64, read} from '../read.ts'

const ARM64 = {os: 'linux', architecture: 'arm64'}

function plan(text: string, {target, buildArgs = {}}: {target?: string; buildArgs?: Record<string, string>} = {}) {
  const dockerfile = read(text)
  const requests = [AMD64, ARM64].map(platform => ({buildArgs, target: platform, build: AMD64}))
  const answer = planInside({dockerfile, requests, target, id: 'id'})
  if ('why' in answer) return answer
  const overlay = insideOverlay(dockerfile, answer.plan, []).dockerfile.toString()
  // Only what was added, in words: B and M stand for our mounts, R for the file that makes it run.
  const words = overlay
    .replaceAll(/--mount=type=cache,id=id-\d+-build,target=(\S+?),mode=0777/g, 'B:$1')
    .replaceAll(/--mount=type=cache,id=id-\d+-modules,target=(\S+?),mode=0777/g, 'M:$1')
    .replaceAll(/--mount=type=bind,from=go-containerize-run,source=run,target=(\S+?)\/\.go-containerize,rw/g, 'R:$1')
  return {words, plan: answer.plan}
}

const runsOf = (text: string, options?: Parameters<typeof plan>[1]) => {
  const answer = plan(text, options)
  return 'why' in answer ? answer.why : (answer.words.match(/^ *RUN .*$/gim) ?? [])
}

const [B, M] = ['B:/root/.cache/go-build', 'M:/go/pkg/mod']
const R = 'R:/root/.cache/go-build'
const FINAL = 'FROM scratch\nCOPY --from=build /out/app /app\n'
const stage = (...lines: readonly string[]) => `FROM golang:1.26 AS build\n${lines.join('\n')}\n${FINAL}`

describe('planInside', () => {
  test('brings both caches to all RUNs from the first on that may start go', () => {
    const text = stage('RUN apk add --no-cache git', 'COPY . .', 'RUN go mod download', 'run \\\n  make all', 'RUN ls')
    expect(plan(text)).toMatchObject({
      words: text
        .replace('RUN go', `RUN ${B} ${M} ${R} go`)
        .replace('run \\', `run ${B} ${M} ${R} \\`)
        .replace('RUN ls', `RUN ${B} ${M} ${R} ls`),
    })
  })

  test.each([
    ['variables of the stage', ['ENV GOCACHE=/b GOMODCACHE=/m', 'RUN make'], ['B:/b M:/m R:/b']],
    ['GOPATH', ['ENV GOPATH=/w:/x', 'RUN make'], [`${B} M:/w/pkg/mod ${R}`]],
    ['a home folder', ['ENV HOME=/h', 'RUN make'], [`B:/h/.cache/go-build ${M} R:/h/.cache/go-build`]],
    ['XDG_CACHE_HOME', ['ENV XDG_CACHE_HOME=/c', 'RUN make'], [`B:/c/go-build ${M} R:/c/go-build`]],
    ['another user, whose home is not known', ['USER app', 'RUN make'], [`${M} R:/go/pkg/mod`]],
    ['the home of another user', ['ENV HOME=/h GOPATH=/h/go', 'USER app', 'RUN make'], []],
    ['places that are named below it', ['ENV HOME=/h GOCACHE=/h/b', 'USER app', 'RUN make'], [`B:/h/b ${M} R:/h/b`]],
    ['a variable without a value', ['ENV GOCACHE=$NOWHERE/b', 'RUN make'], [`${M} R:/go/pkg/mod`]],
    ['a place for each platform', ['ARG TARGETARCH', 'ENV GOCACHE=/b/$TARGETARCH', 'RUN make'], [`${M} R:/go/pkg/mod`]],
    ['a file of theirs below the cache', ['COPY mod /go/pkg/mod/', 'RUN make'], [`${B} ${R}`]],
    ['a mount of theirs over it', ['RUN --mount=type=tmpfs,target=/root make'], [`${M} R:/go/pkg/mod`]],
    ['a cache mount above it', ['RUN --mount=type=cache,target=/root/.cache make'], [`${B} ${M} ${R}`]],
    ['a secret', ['RUN --mount=type=secret,id=x make'], [`${B} ${M} ${R}`]],
    ['a heredoc', ['RUN <<EOF', 'go build -o /out/app .', 'EOF'], [`${B} ${M} ${R}`]],
  ])('%s', (_, lines, added) => {
    const runs = runsOf(stage(...lines))
    if (added.length === 0) expect(runs).toMatch(/no RUN of its own uses Go/)
    else
      expect(runs).toEqual(
        added.map(words => expect.stringMatching(new RegExp(`^RUN ${words.replaceAll('.', '\\.')} `))),
      )
  })

  test.each([
    ['the folder of all', '/', 'neither'],
    ['the home folder', '/root', 'modules'],
    ['modules', '/go/pkg/mod/example.com/x@v1.0.0/file', 'build'],
    ['GOPATH', '/go/', 'build'],
    ['a pattern', '/go/p*/x', 'build'],
    ['another place', '/go/bin/x', 'both'],
  ])('a stage of which others take %s keeps in its layers what they take', (_, path, kept) => {
    const runs = runsOf(`${stage('RUN make')}COPY --from=build ${path} /taken\n`)
    const words = {both: `${B} ${M} ${R} `, modules: `${M} R:/go/pkg/mod `, build: `${B} ${R} `}[kept]
    if (words === undefined) expect(runs).toMatch(/no RUN of its own uses Go/)
    else expect(runs).toEqual([`RUN ${words}make`])
  })

  test.each([
    ['rm -rf /root/.cache', 'modules'],
    ['rm -rf "/root/.cache/go-build/"', 'modules'],
    ['rm -rf ~/.cache', 'modules'],
    ['rm -rf /go/pkg /var/lib/apt/lists/*', 'build'],
    ['rm -rf $(go env GOCACHE) $(go env GOMODCACHE)', 'neither'],
    ['go clean -cache -modcache', 'neither'],
    ['go clean -modcache', 'build'],
    ['rm -rf ${GOPATH}/pkg', 'build'],
    ['mv /go /opt/go', 'build'],
    ['mv /go/bin/app /out/app', 'both'],
    ['ln -s /go/pkg/mod /mods', 'build'],
    ['rm -rf /var/cache/apt /gone /go2', 'both'],
  ])('a RUN with `%s` has no mount to remove, nor have those before it', (command, kept) => {
    const runs = runsOf(stage('RUN go mod download', `RUN make && ${command}`))
    const words = {both: `${B} ${M} ${R} `, modules: `${M} R:/go/pkg/mod `, build: `${B} ${R} `}[kept]
    if (words === undefined) expect(runs).toMatch(/no RUN of its own uses Go/)
    else expect(runs).toEqual([`RUN ${words}go mod download`, `RUN ${words}make && ${command}`])
  })

  test('what one RUN mounts below a cache keeps it out of all of them', () => {
    const runs = runsOf(stage('RUN go mod download', 'RUN --mount=type=tmpfs,target=/go/pkg/mod/cache/vcs make'))
    expect(runs).toEqual([`RUN ${B} ${R} go mod download`, expect.stringMatching(`^RUN ${B} ${R} --mount`)])
  })

  test('a RUN by ONBUILD can have no mount, so none of its stages has', () => {
    const base = 'FROM golang AS base\nRUN go mod download\nONBUILD RUN go build -o /out/app .\n'
    expect(runsOf(`${base}FROM base AS build\nRUN go vet .\n${FINAL}`)).toMatch(/no RUN of its own uses Go/)
  })

  test('counts what is taken from stages that are built on it too', () => {
    const text =
      'FROM golang AS deps\nRUN go mod download\nFROM deps AS build\nRUN make\nFROM scratch\nCOPY --from=build /go /go\n'
    expect(runsOf(text)).toEqual([`RUN ${B} ${R} go mod download`, `RUN ${B} ${R} make`])
  })

  test('brings nothing of ours into stages that the image is built on', () => {
    expect(runsOf('FROM golang:1.26\nRUN go build -o /app .\n')).toMatch(/no RUN of its own uses Go/)
    expect(
      runsOf('FROM golang AS a\nRUN go mod download\nFROM a AS b\nRUN make\nFROM a\nCOPY --from=b /x /x\n'),
    ).toMatch(/no RUN/)
  })

  test('brings nothing into what is the image of one platform only', () => {
    const finals =
      'FROM scratch AS final-amd64\nCOPY --from=build /x /x\nFROM build AS final-arm64\nFROM final-${TARGETARCH}\n'
    expect(runsOf(`FROM golang AS build\nRUN make\n${finals}`)).toMatch(/no RUN of its own uses Go/)
  })

  test('serves the cache mounts that there are, by their ids, users and modes', () => {
    const mounts =
      '--mount=type=cache,target=/go/pkg/mod,sharing=locked --mount=type=cache,id=b,uid=7,mode=0700,target=/x/go-build'
    const answer = plan(`FROM golang:1.26\nRUN ${mounts} go build -o /app .\n`)
    expect(answer).toMatchObject({
      words: `FROM golang:1.26\nRUN R:/x/go-build ${mounts} go build -o /app .\n`,
      plan: {
        images: [
          {
            image: 'golang:1.26',
            volumes: [
              {kind: 'build', id: 'b', options: {uid: '7', mode: '0700'}},
              {kind: 'modules', id: '/go/pkg/mod', options: {}},
            ],
          },
        ],
      },
    })
  })

  test.each([
    ['pkg/mod', 'pkg/mod'],
    ['./pkg//mod/', 'pkg/mod'],
    ['/go/pkg/mod/', '/go/pkg/mod'],
  ])('a cache mount at %s has the id that BuildKit gives it', (target, id) => {
    const answer = plan(stage('WORKDIR /go', `RUN --mount=type=cache,target=${target} make`))
    expect(answer).toMatchObject({
      plan: {images: [{volumes: [{kind: 'modules', id, target: '/go/pkg/mod'}, {kind: 'build'}], folder: ''}]},
    })
  })

  test.each([
    ['begins with files of an image', 'from=other,source=/x,'],
    ['can not be written to', 'ro,'],
  ])('leaves a cache mount alone that %s', (_, option) => {
    const runs = runsOf(stage(`RUN --mount=type=cache,${option}target=/go/pkg/mod make`))
    expect(runs).toEqual([expect.stringMatching(`^RUN ${B} ${R} --mount`)])
  })

  test('serves a cache mount that each platform has of its own', () => {
    const own = '--mount=type=cache,id=b-$TARGETARCH,target=/root/.cache/go-build'
    const answer = plan(stage('ARG TARGETARCH', `RUN ${own} make`))
    const [build, modules] = [
      {kind: 'build', target: '/root/.cache/go-build', isOurs: false},
      {kind: 'modules', id: 'id-0-modules', isOurs: true},
    ]
    expect(answer).toMatchObject({
      words: expect.stringContaining(`RUN M:/go/pkg/mod ${R} ${own} make`),
      plan: {images: [{volumes: [{...build, id: 'b-amd64'}, {...build, id: 'b-arm64'}, modules]}]},
    })
  })

  test.each(['cp -r /go/pkg/mod /out', 'mv /go/pkg/mod/* /out', 'find /go/pkg/mod -name LICENSE -exec cp {} /out ;'])(
    'leaves a cache mount alone that a RUN takes something out of by `%s`',
    command => {
      const own = '--mount=type=cache,id=m,target=/go/pkg/mod'
      const runs = runsOf(stage(`RUN ${own} make`, `RUN ${own} ${command}`))
      expect(runs).toEqual([`RUN ${B} ${R} ${own} make`, `RUN ${B} ${R} ${own} ${command}`])
    },
  )

  test('serves a cache mount that a RUN empties, which does the same without', () => {
    const mounts = '--mount=type=cache,id=m,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build'
    const runs = runsOf(stage(`RUN ${mounts} make && rm -rf /go/pkg/mod/*`))
    expect(runs).toEqual([`RUN ${R} ${mounts} make && rm -rf /go/pkg/mod/*`])
    expect(plan(stage(`RUN ${mounts} make && rm -rf /go/pkg/mod/*`))).toMatchObject({
      plan: {images: [{volumes: [{kind: 'build'}, {kind: 'modules', id: 'm'}]}]},
    })
  })

  test('leaves a cache mount alone that each platform has elsewhere', () => {
    const own = '--mount=type=cache,target=/c/$TARGETARCH/go-build'
    expect(runsOf(stage('ARG TARGETARCH', `RUN ${own} make`))).toEqual([`RUN ${M} R:/go/pkg/mod ${own} make`])
  })

  test('serves each image with caches of its own', () => {
    const other = 'FROM acme/golang:1.26 AS tools\nRUN go build -o /t .\n'
    const text = `${other}${stage('COPY --from=tools /t /t', 'RUN make')}`
    expect(runsOf(text)).toEqual([`RUN ${B} ${M} ${R} go build -o /t .`, `RUN ${B} ${M} ${R} make`])
    const caches = (number: number) => ({
      volumes: [{id: `id-${number}-build`}, {id: `id-${number}-modules`}],
      folder: `image-${number}`,
    })
    const images = [
      {image: 'acme/golang:1.26', ...caches(0)},
      {image: 'golang:1.26', ...caches(1)},
    ]
    expect(plan(text)).toMatchObject({plan: {images}})
  })

  test('has a mount of theirs filled by the first image that has it', () => {
    const own = '--mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build'
    const other = `FROM acme/golang:1.26 AS tools\nRUN ${own} go build -o /t .\n`
    const answer = plan(`${other}${stage('COPY --from=tools /t /t', `RUN ${own} make`)}`)
    expect(answer).toMatchObject({plan: {images: [{image: 'acme/golang:1.26', folder: ''}]}})
  })

  test('leaves stages without Go alone, and what the target does not need', () => {
    const text = `FROM node AS web\nRUN npm ci\nFROM golang AS lint\nRUN golangci-lint run\n${stage('COPY --from=web /d /d', 'RUN make')}`
    expect(runsOf(text)).toEqual(['RUN npm ci', 'RUN golangci-lint run', `RUN ${B} ${M} ${R} make`])
  })

  test('finds Go in an image of another name by a command or a go.mod', () => {
    const caches = 'B:/root/.cache/go-build M:/root/go/pkg/mod R:/root/.cache/go-build'
    expect(runsOf(`FROM acme/ci AS build\nRUN cd /src && go build .\n${FINAL}`)).toEqual([
      `RUN ${caches} cd /src && go build .`,
    ])
    expect(runsOf(`FROM acme/ci AS build\nCOPY go.mod .\nRUN make\n${FINAL}`)).toEqual([`RUN ${caches} make`])
    expect(runsOf(`FROM acme/ci AS build\nRUN make\n${FINAL}`)).toMatch(/no RUN/)
  })

  test('says why not', () => {
    expect(runsOf(`# syntax=docker/dockerfile:1.2\n${stage('RUN make')}`)).toMatch(/1\.2 has no named contexts/)
    expect(runsOf(stage('RUN make'), {target: 'none'})).toMatch(/BuildKit would refuse it: target stage "none"/)
  })

  test('the helper has each cache where the scripts look for it', () => {
    const answer = plan(`ARG GO=1.26\n${stage('RUN make').replace('golang:1.26', 'golang:${GO}')}`)
    if ('why' in answer) throw new Error(answer.why)
    const [first] = answer.plan.images
    expect(first && helperDockerfile(first)).toBe(`FROM --platform=$BUILDPLATFORM golang:1.26 AS go-containerize-caches
USER 0
RUN --mount=type=bind,from=go-containerize-in,target=/go-containerize/in --mount=type=cache,id=id-0-build,target=/go-containerize/0,mode=0777 --mount=type=cache,id=id-0-modules,target=/go-containerize/1,mode=0777 --mount=type=cache,id=id-0-notes,target=/go-containerize/notes ["sh", "/go-containerize/in/run.sh"]
FROM scratch
COPY --from=go-containerize-caches /go-containerize/out/ /
`)
  })
})
