import {alignColumns, indent, safeLine, shellWord} from './text.ts'
import type {Report, ReportImage} from './types.ts'
import {count, formatBytes} from './units.ts'

export interface ResultContext {
  /** Docker or podman, and the names that it knows now, when --load was given. */
  readonly loaded: {readonly program: string; readonly references: readonly string[]} | undefined
  /** Are all blobs in the layout's folder? A sparse one is understood by our own commands only. */
  readonly layoutIsComplete: boolean
  /** Name of an image within the layout (org.opencontainers.image.ref.name). */
  readonly nameInLayout: (image: ReportImage) => string
}

/** The closing text of `build`: what there is now, and where nothing was pushed, what to do with it. */
export function formatResult(report: Report, context: ResultContext): string {
  const blocks = report.images.map(image => imageLines(image).join('\n'))
  const next = nextSteps(report, context)
  if (next.length > 0) blocks.push(next.join('\n'))
  return blocks.join('\n\n')
}

function imageLines(image: ReportImage): string[] {
  const rows = image.platforms.map(({platform, size, digest}) => [platform, formatBytes(size), digest])
  return [
    ...image.references.map(reference => pinned(reference, image.digest)),
    ...indent([`${outcome(image)}, ${count(image.platforms.length, 'platform')}`, ...alignColumns(rows)]),
  ].map(line => line.trimEnd())
}

function pinned(reference: string, digest: string): string {
  return safeLine(reference.includes('@') ? reference : `${reference}@${digest}`)
}

export function outcome({pushed, changed}: Pick<ReportImage, 'pushed' | 'changed'>): string {
  if (!pushed) return 'built, not pushed'
  return changed ? 'pushed' : 'unchanged: the registry has it already'
}

function nextSteps(report: Report, {loaded, layoutIsComplete, nameInLayout}: ResultContext): string[] {
  const [first] = report.images
  if (!first || report.images.every(image => image.pushed)) return []
  if (loaded) return loaded.references.map(name => `run it:  ${loaded.program} run --rm ${shellWord(name)}`)
  const layout = shellWord(report.layout)
  const named = shellWord(`oci:${report.layout}:${nameInLayout(first)}`)
  const steps = [
    ['inspect it:', `go-containerize inspect ${layout}`],
    ['push it:', ['go-containerize push', layout, ...destination(report.images)].join(' ')],
    ['run it in Docker:', 'the same build with --load, which loads it and says how'],
    ...(layoutIsComplete ? [['copy it elsewhere:', `skopeo copy ${named} docker-archive:image.tar`]] : []),
  ]
  return [`Nothing was pushed. The image is an OCI layout in ${layout}`, ...indent(alignColumns(steps))]
}

/** The layout knows its images' names; where they name no registry, the reader has to. */
function destination(images: readonly ReportImage[]): readonly string[] {
  const [first] = images
  if (!first || images.every(({name}) => name.includes('/'))) return []
  const image = images.length === 1 ? `REGISTRY/${first.name}` : 'REGISTRY/{name}'
  return ['--image', image, ...first.tags.flatMap(tag => ['--tag', tag])].map(shellWord)
}
