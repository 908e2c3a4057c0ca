import {insteadOf, linesOf} from '../changes.ts'
import {imageName, isGolang, isStatic} from '../image-name.ts'
import {beforeGoBuild, compiles, type RunStep, shellRuns, textOf, valueFor} from '../run-text.ts'
import type {Found, Rule} from '../types.ts'
import {sourceStage, type View} from '../view.ts'

export const dynamicOnScratch: Rule = {
  id: 'dynamic-on-scratch',
  about:
    'Where cgo isn’t off, a program that uses `net` or `os/user` needs a C library, and scratch and static images have none: it ends with "no such file or directory".',
  good: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  bad: `
FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN go build -o /app .

FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
  exampleFacts: {platforms: [{os: 'linux', architecture: 'amd64'}], imports: new Set(['net']), cgoPackages: new Set()},
  check,
}

/** The standard library's packages that link against C where they can. */
const WITH_C = ['net', 'os/user', 'runtime/cgo']

function check(view: View): readonly Found[] {
  const {final, facts, dockerfile} = view
  if (!isStatic(final.image) || !WITH_C.some(path => facts.imports?.has(path))) return []
  const sources = final.steps.flatMap(({instruction}) =>
    instruction.kind === 'copy' ? (sourceStage(view, final.stage, instruction.from) ?? []) : [],
  )
  return [...new Set(sources)]
    .filter(({image}) => isGolang(image) && !isWithoutCompiler(image))
    .flatMap(source => shellRuns(source).filter(compiles).filter(mayLinkC))
    .map(({instruction}) => ({
      firstLine: instruction.span.firstLine,
      lastLine: instruction.span.lastLine,
      message: `cgo is on here, so the program needs a C library, which ${final.image} doesn't have`,
      // A package with C of its own does not work without: that program needs another base.
      changes:
        facts.cgoPackages?.size === 0
          ? [insteadOf(instruction, beforeGoBuild(linesOf(dockerfile, instruction), 'CGO_ENABLED=0'))]
          : [],
    }))
}

/** golang's Alpine images bring no gcc, and without one cgo is off. */
function isWithoutCompiler(image: string): boolean {
  return (imageName(image).tag ?? '').includes('alpine')
}

function mayLinkC(run: RunStep): boolean {
  if (valueFor(run, 'CGO_ENABLED') !== undefined) return false
  return !/-static|netgo|osusergo|-buildmode|CGO_ENABLED/.test(`${textOf(run)} ${run.variables.GOFLAGS ?? ''}`)
}
