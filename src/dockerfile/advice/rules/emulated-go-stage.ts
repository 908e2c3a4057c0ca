import {insteadOf, linesOf} from '../changes.ts'
import {isGolang} from '../image-name.ts'
import {
  beforeGoBuild,
  compiles,
  declared,
  type RunStep,
  shellRuns,
  textOf,
  undeclaredIn,
  valueFor,
} from '../run-text.ts'
import type {Change, Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

export const emulatedGoStage: Rule = {
  id: 'emulated-go-stage',
  about:
    'Without `--platform=$BUILDPLATFORM` the Go stage of a foreign platform runs under emulation, several times slower. Go compiles for all platforms on any.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETOS TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view => view.stages.flatMap(stage => check(view, stage)),
}

function check(view: View, stage: StageView): readonly Found[] {
  const {facts, dockerfile} = view
  const foreign = facts.platforms.filter(({architecture}) => architecture !== facts.buildPlatform.architecture)
  const {from} = stage.stage
  const runs = shellRuns(stage).filter(compiles)
  const isEmulated = from.platform === undefined && stage.below.length === 0 && isGolang(stage.image)
  if (foreign.length === 0 || runs.length === 0 || !isEmulated) return []
  if (isBuiltOn(view, stage) || needsItsPlatform(stage) || !runs.every(isWithoutCgo)) return []
  if (!runs.every(run => isForTarget(run) && undeclaredIn(stage, run).length === 0)) return []
  const lines = linesOf(dockerfile, from)
  return [
    {
      firstLine: from.span.firstLine,
      lastLine: from.span.lastLine,
      message: `this stage compiles under emulation for ${foreign.map(({architecture}) => architecture).join(' and ')}; Go needs none`,
      changes: [
        insteadOf(from, lines.replace(/^(\s*from)(?=\s)/i, '$1 --platform=$$BUILDPLATFORM')),
        ...targeted(view, stage, runs),
      ],
    },
  ]
}

/** It would bring the builder's platform into the image. */
function isBuiltOn({stages, final}: View, {stage}: StageView): boolean {
  return final.stage.index === stage.index || stages.some(({below}) => below.includes(stage.index))
}

/** Compiling for another platform turns cgo off by itself, so only where it is off is the program the same. */
function isWithoutCgo(run: RunStep): boolean {
  return valueFor(run, 'CGO_ENABLED') === '0'
}

/** Other programs made here, or by xx, aren't asked for by GOARCH; `go install` would put its own elsewhere. */
function needsItsPlatform(stage: StageView): boolean {
  return shellRuns(stage).some(run =>
    /\bxx-|\bgo\s+(install|run|generate|tool)\b|\b(gcc|cc|cargo|make|curl|wget)\s/.test(textOf(run)),
  )
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is a shell's
const GOARM = 'GOARM=${TARGETVARIANT#v}'

/** What a `go build` has to be told when the stage is no longer on the image's platform. */
function missingIn(run: RunStep, {facts}: View): readonly string[] {
  const said = (name: string) => valueFor(run, name) !== undefined
  const hasArm = facts.platforms.some(({architecture}) => architecture === 'arm')
  return [
    ...(said('GOOS') ? [] : ['GOOS=$TARGETOS']),
    ...(said('GOARCH') ? [] : ['GOARCH=$TARGETARCH']),
    ...(said('GOARM') || !hasArm ? [] : [GOARM]),
  ]
}

/** Any other value would be for another platform, or empty and so for the builder's. */
function isForTarget(run: RunStep): boolean {
  return (
    /^("?\$\{?TARGETARCH\}?"?)?$/.test(valueFor(run, 'GOARCH') ?? '') &&
    /^(linux|"?\$\{?TARGETOS(:-linux)?\}?"?)?$/.test(valueFor(run, 'GOOS') ?? '')
  )
}

function targeted(view: View, stage: StageView, runs: readonly RunStep[]): readonly Change[] {
  const added = new Set<string>()
  return runs.flatMap(run => {
    const missing = missingIn(run, view)
    if (missing.length === 0) return []
    const names = missing.map(text => /\$\{?(\w+)/.exec(text)?.[1] ?? '')
    const undeclared = names.filter(name => !added.has(name) && !declared(stage, run, name))
    for (const name of undeclared) added.add(name)
    const lines = beforeGoBuild(linesOf(view.dockerfile, run.instruction), missing.join(' '))
    return [insteadOf(run.instruction, ...(undeclared.length > 0 ? [`ARG ${undeclared.join(' ')}`] : []), lines)]
  })
}
