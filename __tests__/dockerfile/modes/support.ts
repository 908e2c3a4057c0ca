import {decideMode} from '../../../src/dockerfile/modes/decide.ts'
import type {ModeDecision, ModeInput} from '../../../src/dockerfile/modes/mode-types.ts'
import type {BuildFacts, MainFact, WorkTreeFacts} from '../../../src/dockerfile/modes/types.ts'
import {parseDockerfile} from '../../../src/dockerfile/parse.ts'
import type {Dockerfile} from '../../../src/dockerfile/types.ts'
import {type Platform, parsePlatform} from '../../../src/oci/platform.ts'

export function dockerfileOf(text: string, path = 'Dockerfile'): Dockerfile {
  const read = parseDockerfile(Buffer.from(text), path)
  if ('problem' in read) throw new Error(`${path}:${read.problem.line}: ${read.problem.message}`)
  return read.dockerfile
}

export function platforms(...names: readonly string[]): readonly Platform[] {
  return names.map(name => {
    const platform = parsePlatform(name)
    if (!platform) throw new Error(name)
    return platform
  })
}

/** A work tree of these files, all of them in git but for `untracked`. */
export function treeOf(
  change: Partial<WorkTreeFacts> & {files?: readonly string[]; untracked?: readonly string[]},
): WorkTreeFacts {
  const files = change.files ?? [
    'go.mod',
    'go.sum',
    'main.go',
    'cmd/tool/main.go',
    'web/index.html',
    'scripts/entry.sh',
  ]
  const all = [...files, ...(change.untracked ?? [])]
  const mains: readonly MainFact[] = [
    {importPath: 'example.com/app', folder: ''},
    {importPath: 'example.com/app/cmd/tool', folder: 'cmd/tool'},
  ]
  const kindOf: WorkTreeFacts['kindOf'] = path => {
    if (all.includes(path)) return 'file'
    return path === '' || all.some(file => file.startsWith(`${path}/`)) ? 'folder' : undefined
  }
  const textOf = () => undefined
  return {
    kindOf,
    textOf,
    tracked: files,
    isIgnored: () => false,
    dockerignore: undefined,
    mains,
    git: undefined,
    ...change,
  }
}

export interface Change extends Omit<Partial<ModeInput>, 'build' | 'tree' | 'dockerfile'> {
  readonly build?: Partial<BuildFacts>
  readonly tree?: Parameters<typeof treeOf>[0]
}

export function inputOf(text: string, change: Change = {}): ModeInput {
  const [amd64, arm64] = platforms('linux/amd64', 'linux/arm64')
  if (!amd64 || !arm64) throw new Error('never')
  const build = {target: undefined, buildArgs: {}, contexts: [], platforms: [amd64, arm64], buildPlatform: amd64}
  return {
    requested: 'auto',
    compileFacts: new Map(),
    buildCommand: undefined,
    ...change,
    dockerfile: dockerfileOf(text),
    build: {...build, ...change.build},
    tree: treeOf(change.tree ?? {}),
  }
}

export function decide(text: string, change: Change = {}): ModeDecision {
  const {decision, problems} = decideMode(inputOf(text, change))
  if (!decision) throw new Error(problems.map(({message}) => message).join('\n'))
  return decision
}

/** `rule:line reason`. */
export function verdict(text: string, change: Change = {}): string {
  const {rule, line, reason} = decide(text, change)
  return `${rule}:${line ?? ''} ${reason}`
}

/** A Dockerfile that rule upon rule lets pass, in the words of many: lines can be put in and taken out. */
export function typical(
  change: {
    readonly head?: string
    readonly before?: string
    readonly build?: string
    readonly after?: string
    readonly final?: string
  } = {},
): string {
  return `${change.head ?? 'FROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder'}
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
${change.before ?? '#'}
${change.build ?? 'RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -o /out/app .'}
${change.after ?? '#'}

FROM scratch
${change.final ?? 'COPY --from=builder /out/app /app'}
ENTRYPOINT ["/app"]
`
}
