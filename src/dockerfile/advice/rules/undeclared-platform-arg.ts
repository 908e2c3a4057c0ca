import {insteadOf, linesOf} from '../changes.ts'
import {compiles, type RunStep, shellRuns, undeclaredIn} from '../run-text.ts'
import type {Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

export const undeclaredPlatformArg: Rule = {
  id: 'undeclared-platform-arg',
  about:
    'BuildKit fills `TARGETARCH` and its kin in only where the stage declares them. Without the `ARG` they are empty, and go compiles for the machine it runs on.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view =>
    view.stages.flatMap(stage => {
      const [first] = shellRuns(stage).filter(run => compiles(run) && undeclaredIn(stage, run).length > 0)
      return first ? advice(view, stage, first) : [] // what is declared there holds for those below it
    }),
}

function advice({dockerfile}: View, stage: StageView, run: RunStep): readonly Found[] {
  const names = undeclaredIn(stage, run)
  const {instruction} = run
  return [
    {
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} empty here: the stage has no ARG for it`,
      changes: [insteadOf(instruction, `ARG ${names.join(' ')}`, linesOf(dockerfile, instruction))],
    },
  ]
}
