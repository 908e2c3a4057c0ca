import {insteadOf, linesOf} from '../changes.ts'
import {type RunStep, shellRuns, textOf} from '../run-text.ts'
import type {Found, Rule} from '../types.ts'
import type {View} from '../view.ts'

const WITH_V = /(?<=^|[\s;&|({"])GOARM=("?)\$\{?TARGETVARIANT\}?\1(?=[\s;]|$)/g
// biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is a shell's
const WITHOUT_V = 'GOARM=${TARGETVARIANT#v}'

export const goarmWithV: Rule = {
  id: 'goarm-with-v',
  about: '`TARGETVARIANT` is `v7` and `GOARM` has to be `7`: go refuses the one for the other.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH TARGETVARIANT
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH GOARM=\${TARGETVARIANT#v} go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH TARGETVARIANT
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH GOARM=$TARGETVARIANT go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view => view.stages.flatMap(stage => shellRuns(stage).flatMap(run => check(view, run))),
}

function check({dockerfile}: View, run: RunStep): readonly Found[] {
  if (textOf(run).search(WITH_V) < 0) return []
  const {instruction} = run
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: 'GOARM=$TARGETVARIANT is GOARM=v7 for linux/arm/v7, and go wants GOARM=7',
      changes: [insteadOf(instruction, linesOf(dockerfile, instruction).replace(WITH_V, WITHOUT_V))],
    },
  ]
}
