import type {InstructionOf} from '../../types.ts'
import {insteadOf, linesOf} from '../changes.ts'
import {goOfTag, isTooOld, newerTag} from '../go-image.ts'
import {imageName, isGolang} from '../image-name.ts'
import {shellRuns, textOf} from '../run-text.ts'
import type {Change, Found, Rule} from '../types.ts'
import type {StageView, View} from '../view.ts'

export const golangOlderThanGoMod: Rule = {
  id: 'golang-older-than-go-mod',
  about:
    'The golang images set `GOTOOLCHAIN=local`: with a newer `go` line in go.mod the build fails instead of fetching that Go.',
  good: `
FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  bad: `
FROM --platform=$BUILDPLATFORM golang:1.23.4-alpine3.20 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .

FROM scratch
COPY --from=build /app /app
USER 65532:65532
ENTRYPOINT ["/app"]
`,
  check: view => view.stages.flatMap(stage => check(view, stage)),
}

function check(view: View, stage: StageView): readonly Found[] {
  const {module} = view.facts
  const {image, from} = stage
  if (!module || !isGolang(image) || stage.below.length > 0 || !compilesModule(stage)) return []
  const {tag, repository} = imageName(image)
  const go = goOfTag(tag ?? '')
  if (!go || !isTooOld(go.version, module.goVersion)) return []
  return [
    {
      firstLine: from.span.firstLine,
      lastLine: from.span.lastLine,
      message: `${repository}:${tag} can't compile this module: go.mod says go ${module.goVersion}, and GOTOOLCHAIN=local in the image forbids a newer Go`,
      changes: newer(view, from, image, newerTag(module.goVersion, go.rest)),
    },
  ]
}

/** Go commands that read go.mod; tools that are installed with a version don't. */
function compilesModule({steps, ...stage}: StageView): boolean {
  const runs = shellRuns({steps, ...stage})
  if (steps.some(({variables}) => variables.GOTOOLCHAIN !== undefined)) return false
  if (runs.some(run => /\bGOTOOLCHAIN=|\bGO111MODULE=off/.test(textOf(run)))) return false
  const copiesAll = steps.some(
    ({instruction}) => instruction.kind === 'copy' && instruction.from === undefined && copiesGoMod(instruction),
  )
  return copiesAll && runs.some(run => /(^|[\s;&|({])go\s+(build|test|vet|generate|mod)\s/.test(`${textOf(run)} `))
}

/** The go.mod at the root, which is the one that is known. */
function copiesGoMod({sources}: InstructionOf<'copy' | 'add'>): boolean {
  return sources.some(source => /^(\.?\/?|\.?\/?go\.(mod|\*))$/.test(source))
}

/** Where FROM has a variable, the ARG above is to be changed, if it alone is the version. */
function newer({dockerfile, facts}: View, from: InstructionOf<'from'>, image: string, tag: string): readonly Change[] {
  const {repository} = imageName(image)
  if (!from.image.includes('$')) {
    return [insteadOf(from, linesOf(dockerfile, from).replace(from.image, `${repository}:${tag}`))]
  }
  const [, name = ''] = /:\$\{?(\w+)\}?$/.exec(from.image) ?? []
  const argument = dockerfile.globals.find(({args}) => args.length === 1 && args[0]?.name === name)
  if (!argument || facts.buildArgs[name] !== undefined) return []
  return [insteadOf(argument, `ARG ${name}=${tag}`)]
}
