// A process of its own: reads a long Dockerfile and decides its mode, and prints how many milliseconds each time took.
// Arguments: the bundle of what is measured, then lines, Go stages and times.
import {pathToFileURL} from 'node:url'

const [bundle, ...numbers] = process.argv.slice(2)
const [lines, count, times] = numbers.map(Number)
const {decideMode, parseDockerfile} = await import(pathToFileURL(bundle).href)
const programs = Array.from({length: count}, (_, n) => `tool${n}`)
const bytes = Buffer.from(longDockerfile(programs, lines))
const facts = factsOf(programs)
console.log(JSON.stringify(Array.from({length: times}, once)))

function once() {
  const started = performance.now()
  const {dockerfile} = parseDockerfile(bytes, 'Dockerfile')
  const {decision} = decideMode({...facts, dockerfile})
  const ms = performance.now() - started
  if (decision?.mode !== 'replace') throw new Error(`the ${lines} lines are not read to the end: ${decision?.reason}`)
  return ms
}

/** The longest way that there is: every rule of replace is asked about every stage, and all of them hold. */
function longDockerfile(programs, lines) {
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
  const left = lines - (text.split('\n').length - 1)
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
    tree: {
      kindOf,
      textOf: () => undefined,
      tracked: files,
      isIgnored: () => false,
      dockerignore: '.git\n',
      mains,
      git: undefined,
    },
  }
}
