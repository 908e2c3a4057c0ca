import {insteadOf, linesOf} from '../changes.ts'
import {shellRuns, textOf} from '../run-text.ts'
import type {Rule} from '../types.ts'

const WITH_V = /(?<=^|[\s;&|({"])GOARM=("?)\$\{?TARGETVARIANT\}?\1(?=[\s;]|$)/g

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
  check: ({dockerfile, stages}) =>
    stages.flatMap(stage =>
      shellRuns(stage)
        .filter(run => textOf(run).search(WITH_V) >= 0)
        .map(({instruction}) => ({
          firstLine: instruction.span.firstLine,
          lastLine: instruction.span.lastLine,
          message: 'GOARM=$TARGETVARIANT is GOARM=v7 for linux/arm/v7, and go wants GOARM=7',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is a shell's
          changes: [
            insteadOf(instruction, linesOf(dockerfile, instruction).replace(WITH_V, 'GOARM=${TARGETVARIANT#v}')),
          ],
        })),
    ),
}
