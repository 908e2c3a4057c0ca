// How long it takes to read a long Dockerfile and to decide its mode.
import {pathToFileURL} from 'node:url'
import {bundleTs} from './helpers.mjs'
import {bar, median, row} from './measure.mjs'

const LINES = 200
const TIMES = 500
const milliseconds = ms => `${ms.toFixed(1)} ms`

/** Only what this program does itself: git and go, which it asks about the sources, are not in it. */
export async function analysis({folder}) {
  const source = `export {decideMode, parseDockerfile} from './src/dockerfile/index.ts'`
  const {decideMode, parseDockerfile} = await import(pathToFileURL(await bundleTs(folder, 'analysis', source)).href)
  const programs = Array.from({length: 12}, (_, n) => `tool${n}`)
  const bytes = Buffer.from(longDockerfile(programs))
  const facts = factsOf(programs)
  const once = () => {
    const started = performance.now()
    const {dockerfile} = parseDockerfile(bytes, 'Dockerfile')
    const {decision} = decideMode({...facts, dockerfile})
    const ms = performance.now() - started
    if (decision?.mode !== 'replace') throw new Error(`the ${LINES} lines are not read to the end: ${decision?.reason}`)
    return ms
  }
  console.log(`a Dockerfile of ${LINES} lines, ${programs.length} Go stages: reading it and deciding its mode`)
  const first = once()
  const more = Array.from({length: TIMES}, once)
  row('the first one of a process', [first], milliseconds)
  row(`${TIMES} more`, more, milliseconds)
  bar('analysis', median(more), 20, milliseconds)
}

/** The longest way that there is: every rule of replace is asked about every stage, and all of them hold. */
function longDockerfile(programs) {
  const stages = programs.map(
    name => `# what makes ${name}
FROM --platform=$BUILDPLATFORM golang:1.26.5 AS ${name}
ARG TARGETOS TARGETARCH
ENV CGO_ENABLED=0 \\
    GOFLAGS=-trimpath
WORKDIR /src/${name}
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    # a comment in between
    GOOS=$TARGETOS GOARCH=$TARGETARCH \\
    go build -o /out/${name} \\
    ./cmd/${name}
`,
  )
  const copies = programs.map(name => `COPY --from=${name} /out/${name} /usr/bin/${name}\n`)
  const text = `${stages.join('\n')}\nFROM scratch\n${copies.join('')}ENTRYPOINT ["/usr/bin/${programs[0]}"]\n`
  const left = LINES - (text.split('\n').length - 1)
  if (left < 0) throw new Error(`the Dockerfile has ${-left} lines too many`)
  return `${'# what a long file says of itself\n'.repeat(left)}${text}`
}

function factsOf(programs) {
  const files = ['go.mod', 'go.sum', ...programs.map(name => `cmd/${name}/main.go`)]
  const folders = new Set(['', 'cmd', ...programs.map(name => `cmd/${name}`)])
  const kindOf = path => (files.includes(path) ? 'file' : folders.has(path) ? 'folder' : undefined)
  const mains = programs.map(name => ({importPath: `example.com/tools/cmd/${name}`, folder: `cmd/${name}`}))
  const [amd64, arm64] = ['amd64', 'arm64'].map(architecture => ({os: 'linux', architecture}))
  return {
    requested: 'auto',
    compileFacts: new Map(),
    buildCommand: undefined,
    build: {target: undefined, buildArgs: {}, contexts: [], platforms: [amd64, arm64], buildPlatform: amd64},
    tree: {kindOf, tracked: files, isIgnored: () => false, dockerignore: '.git\n', mains, git: undefined},
  }
}
