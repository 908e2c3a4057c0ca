import {insteadOf, linesOf} from '../changes.ts'
import {declared} from '../declared.ts'
import {isGolang} from '../image-name.ts'
import {beforeGoBuild, compiles, type RunStep, shellRuns, textOf, valueFor} from '../run-text.ts'
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
  if (isBuiltOn(view, stage) || !runs.every(isWithoutCgo) || needsItsPlatform(stage)) return []
  const lines = linesOf(dockerfile, from)
  return [
    {
      firstLine: from.span.firstLine,
      lastLine: from.span.lastLine,
      message: `this stage compiles under emulation for ${foreign.map(({architecture}) => architecture).join(' and ')}; Go needs none`,
      changes: [
        insteadOf(from, lines.replace(/^(\s*from)(?=\s)/i, '$1 --platform=$$BUILDPLATFORM')),
        ...runs.flatMap((run, at) => targeted(view, stage, run, at === 0)),
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

/** `go build` that does not say yet what for. */
function targeted({dockerfile}: View, stage: StageView, run: RunStep, isFirst: boolean): readonly Change[] {
  const named = (name: string) => valueFor(run, name) !== undefined || textOf(run).includes(`${name}=`)
  const missing = [...(named('GOOS') ? [] : ['GOOS=$TARGETOS']), ...(named('GOARCH') ? [] : ['GOARCH=$TARGETARCH'])]
  if (missing.length === 0) return []
  const names = missing.map(text => text.slice(text.indexOf('$') + 1))
  const undeclared = names.filter(name => isFirst && !declared(stage, run, name))
  const lines = beforeGoBuild(linesOf(dockerfile, run.instruction), missing.join(' ').replaceAll('$', '$$$$'))
  return [insteadOf(run.instruction, ...(undeclared.length > 0 ? [`ARG ${undeclared.join(' ')}`] : []), lines)]
}
