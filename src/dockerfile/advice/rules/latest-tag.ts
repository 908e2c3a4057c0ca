import {insteadOf, linesOf} from '../changes.ts'
import {imageName, isGolang} from '../image-name.ts'
import type {Found, Rule} from '../types.ts'
import {type StageView, sourceStage, type View} from '../view.ts'

/** Their images have no tags but those that move. */
const ROLLING = /(^|\/)distroless\/|^cgr\.dev\//

export const latestTag: Rule = {
  id: 'latest-tag',
  about:
    'An image without a tag, or with `latest`, is another one after the next release: yesterday’s build can’t be repeated.',
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  exampleFacts: {platforms: [{os: 'linux', architecture: 'amd64'}]},
  check: view => view.stages.flatMap(stage => check(view, stage)),
}

function check(view: View, {stage}: StageView): readonly Found[] {
  const {from} = stage
  const written = from.image
  // A variable is there for somebody to give it a value.
  if (written.includes('$') || written.toLowerCase() === 'scratch' || view.facts.contexts.includes(written)) return []
  if (sourceStage(view, stage, written)) return []
  const {repository, tag, digest} = imageName(written)
  if (digest !== undefined || (tag ?? 'latest') !== 'latest' || ROLLING.test(repository)) return []
  const version = view.facts.module?.goVersion.split('.').slice(0, 2).join('.')
  const better = isGolang(written) && version !== undefined ? `${repository}:${version}` : undefined
  const lines = linesOf(view.dockerfile, from)
  return [
    {
      firstLine: from.span.firstLine,
      lastLine: from.span.lastLine,
      message: `${written} is whatever is newest when it is built: name a version`,
      changes: better === undefined ? [] : [insteadOf(from, lines.replace(written, better))],
    },
  ]
}
