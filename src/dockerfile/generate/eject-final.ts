import {configLines, SCRATCH_CONFIG} from './config-lines.ts'
import type {EjectImage, EjectRequest} from './eject-types.ts'
import {copyLine, destinationPath, NEWLINE_ARGUMENT, needsNewline, sourcePath} from './quote.ts'
import type {StageNames} from './stage-names.ts'

/** A stage for each image. The last one of a Dockerfile is what is built without --target: so the first comes again. */
export function finalStages({images, base}: EjectRequest, names: StageNames): readonly (readonly string[])[] {
  const isOne = images.length === 1
  const stages = images.map((image, at) => finalStage(image, base, names.build, isOne ? undefined : names.images[at]))
  return isOne ? stages : [...stages, ['# What is built without --target.', `FROM ${names.images[0]}`]]
}

function finalStage(
  {programs, copies, config}: EjectImage,
  base: string | undefined,
  build: string,
  name: string | undefined,
): readonly string[] {
  // What a base has beside a PATH only its registry could tell.
  const lines = configLines(config, base === undefined ? SCRATCH_CONFIG : {Env: SCRATCH_CONFIG.Env ?? []})
  return [
    `FROM ${base ?? 'scratch'}${name === undefined ? '' : ` AS ${name}`}`,
    ...(base === undefined ? [`COPY --from=${build} /roots/ /`] : []),
    ...copies.map(({source, destination}) => copyLine([], [sourcePath(source)], destinationPath(destination))),
    ...programs.map(({name: file, destination}) =>
      copyLine([`--from=${build}`], [`/out/${file}`], destinationPath(destination)),
    ),
    ...(needsNewline(lines) ? [`ARG ${NEWLINE_ARGUMENT}`] : []),
    ...lines.flatMap(line => (line === NONROOT ? [WHY_NUMBER, line] : [line])),
  ]
}

const NONROOT = 'USER 65532'
const WHY_NUMBER = "# nonroot: a number, because Kubernetes' runAsNonRoot trusts no names"
