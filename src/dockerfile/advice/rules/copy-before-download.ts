import type {InstructionOf} from '../../types.ts'
import {insteadOf, linesOf} from '../changes.ts'
import {type RunStep, shellRuns, textOf} from '../run-text.ts'
import type {Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

export const copyBeforeDownload: Rule = {
  id: 'copy-before-download',
  about:
    'After `COPY . .` every change of a source downloads all modules again. With go.mod and go.sum alone that layer stays.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN go mod download
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view => view.stages.flatMap(stage => check(view, stage)),
}

function check({dockerfile, facts: {module}}: View, stage: StageView): readonly Found[] {
  const download = shellRuns(stage).find(isDownload)
  // Where a module needs more than its go.mod, and where nothing is known, the order may have a reason.
  if (!download || !module || module.needsOtherFolders) return []
  const steps = stage.steps.slice(0, stage.steps.indexOf(download))
  const before = steps.map(({instruction}) => instruction)
  const copies = before.filter(
    (instruction): instruction is InstructionOf<'copy' | 'add'> => instruction.kind === 'copy',
  )
  const copy = copies.find(isWholeContext)
  if (!copy || copies.some(({sources}) => sources.some(source => /(^|\/)go\.(mod|sum|\*|\[)/.test(source)))) return []
  const [everything, fetching] = [linesOf(dockerfile, copy), linesOf(dockerfile, download.instruction)]
  // Only next to it: what stands between may need the sources, or make what the download needs.
  const isNext = before.at(-1) === copy && !steps.at(-1)?.triggered
  const files = module.hasSum ? 'go.mod go.sum' : 'go.mod'
  const folder = copy.destination.endsWith('/') ? copy.destination : `${copy.destination.replace(/^\.$/, '.')}/`
  const changes = [
    insteadOf(copy, `COPY ${files} ${folder}`, fetching, everything),
    insteadOf(download.instruction, ''),
  ]
  return [
    {
      firstLine: copy.span.firstLine,
      lastLine: copy.span.lastLine,
      message: 'every change of a source downloads all modules again: copy go.mod and go.sum first',
      changes: isNext ? changes : [],
    },
  ]
}

/** With a cache mount it is no layer that keeps the modules. */
function isDownload(run: RunStep): boolean {
  return (
    run.instruction.mounts.length === 0 &&
    /^\s*go\s+mod\s+download(\s+-x)?(\s*&&\s*go\s+mod\s+verify)?\s*$/.test(textOf(run))
  )
}

function isWholeContext({from, sources, flags, heredocs}: InstructionOf<'copy' | 'add'>): boolean {
  const [source] = sources
  return (
    from === undefined && sources.length === 1 && /^\.?\/?$/.test(source ?? '') && flags.length + heredocs.length === 0
  )
}
