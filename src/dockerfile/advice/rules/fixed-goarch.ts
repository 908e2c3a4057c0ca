import {insteadOf, linesOf} from '../changes.ts'
import {compiles, declared, type RunStep, shellRuns, textOf} from '../run-text.ts'
import type {Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

export const fixedGoarch: Rule = {
  id: 'fixed-goarch',
  about:
    'With a fixed `GOARCH` the image of every other platform holds a program that can’t run there, and nothing fails before.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETARCH
RUN CGO_ENABLED=0 GOOS=linux GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view => view.stages.flatMap(stage => shellRuns(stage).flatMap(run => check(view, stage, run))),
}

function check({dockerfile, facts}: View, stage: StageView, run: RunStep): readonly Found[] {
  const text = textOf(run)
  const values = [...text.matchAll(/(?<=^|[\s;&|({])GOARCH=([a-z0-9]+)(?=[\s;]|$)/g)].map(([, value]) => value ?? '')
  const [fixed] = values
  const others = facts.platforms.filter(({architecture}) => architecture !== fixed)
  // Several of them, or a name with the architecture in it, are a choice.
  if (!compiles(run) || fixed === undefined || values.length > 1 || others.length === 0) return []
  if (text.split(fixed).length > 2) return []
  const {instruction} = run
  const better = linesOf(dockerfile, instruction).replace(`GOARCH=${fixed}`, 'GOARCH=$TARGETARCH')
  const argument = declared(stage, run, 'TARGETARCH') ? [] : ['ARG TARGETARCH']
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: `GOARCH=${fixed} puts a program for ${fixed} into the image for ${others.map(({architecture}) => architecture).join(' and ')} too`,
      changes: [insteadOf(instruction, ...argument, better)],
    },
  ]
}
