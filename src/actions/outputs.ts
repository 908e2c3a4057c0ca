import type {Report, ReportImage} from '../report/types.ts'

export interface OutputSpec {
  readonly name: string
  /** One sentence, plain text. */
  readonly about: string
  readonly example: string
  readonly of: (report: Report) => string
}

/**
 * The one table of outputs; action.yml and docs/reference.md are made from it. A runner drops a job's output that
 * holds a masked text, such as a registry's host that someone stored as a secret: `digest`, `digests` and `tag-names`
 * name no host and stay available.
 */
export const OUTPUTS: readonly OutputSpec[] = [
  {
    name: 'image',
    about: 'Repository of the image, without tag; of the first one if there are several.',
    example: 'ghcr.io/acme/shop',
    of: report => first(report)?.name ?? '',
  },
  {
    name: 'digest',
    about: 'Digest of the image: of its index, or of its one manifest.',
    example: 'sha256:2d6f…',
    of: report => first(report)?.digest ?? '',
  },
  {
    name: 'digests',
    about: "JSON object: digest of each platform's manifest.",
    example: '{"linux/amd64":"sha256:91c0…","linux/arm64":"sha256:07ab…"}',
    of: report => JSON.stringify(digestsOf(first(report))),
  },
  {
    name: 'ref',
    about: 'The image by digest: what to deploy.',
    example: 'ghcr.io/acme/shop@sha256:2d6f…',
    of: report => refOf(first(report)),
  },
  {
    name: 'refs',
    about: 'Every reference of every image, one a line.',
    example: 'ghcr.io/acme/shop:main',
    of: report => report.images.flatMap(image => image.references).join('\n'),
  },
  {
    name: 'tag-names',
    about: 'The tags without their repositories, one a line.',
    example: 'main',
    of: report => [...new Set(report.images.flatMap(image => image.tags))].join('\n'),
  },
  {
    name: 'images',
    about: 'JSON object by repository: digest, ref, digests, tags, references, changed, pushed.',
    example: '{"ghcr.io/acme/shop":{"digest":"sha256:2d6f…","tags":["main"],"changed":true}}',
    of: report => JSON.stringify(Object.fromEntries(report.images.map(image => [image.name, summaryOf(image)]))),
  },
  {
    name: 'pushed',
    about: 'Did the images go to their registries?',
    example: 'true',
    of: report => String(report.images.length > 0 && report.images.every(image => image.pushed)),
  },
  {
    name: 'changed',
    about: 'Is any image different from the one that its tags named before? A new commit alone is no change.',
    example: 'true',
    of: report => String(report.images.some(image => image.changed)),
  },
  {
    name: 'layout',
    about: 'Folder of the OCI layout with the images; it is there until the job ends.',
    example: '/home/runner/work/_temp/go-containerize/layouts/6f1c…',
    of: report => report.layout,
  },
  {
    name: 'binaries',
    about: 'JSON array: main, platform, path in the image, size and sha256 of each binary.',
    example:
      '[{"main":"example.com/shop","platform":"linux/amd64","path":"/app/shop","size":5242880,"sha256":"5a0c…"}]',
    of: report => JSON.stringify(binariesOf(report)),
  },
  {
    name: 'go-version',
    about: 'Version of Go that compiled.',
    example: '1.26.8',
    of: report => report.go.version.replace(/^go(?=\d)/, ''),
  },
  {
    name: 'report',
    about: 'The whole report of the run as JSON.',
    example: '{"go":{…},"images":[…],"phases":[…]}',
    of: report => JSON.stringify(report),
  },
]

/** Of the sub-action `setup`; the names are those of actions/setup-go. */
export const SETUP_OUTPUTS = [
  {name: 'go-version', about: 'Version of Go that the job’s steps now have.'},
  {name: 'cache-hit', about: 'Did compiled packages come from an earlier run (true), or is this a cold start (false)?'},
] as const

export function outputsOf(report: Report): Record<string, string> {
  return Object.fromEntries(OUTPUTS.map(output => [output.name, output.of(report)]))
}

function first(report: Report): ReportImage | undefined {
  return report.images[0]
}

function refOf(image: ReportImage | undefined): string {
  return image ? `${image.name}@${image.digest}` : ''
}

function digestsOf(image: ReportImage | undefined): Record<string, string> {
  return Object.fromEntries((image?.platforms ?? []).map(({platform, digest}) => [platform, digest]))
}

function summaryOf(image: ReportImage) {
  const {digest, tags, references, changed, pushed} = image
  return {digest, ref: refOf(image), digests: digestsOf(image), tags, references, changed, pushed}
}

/** Several repositories may hold the same image; its binaries are listed once. */
function binariesOf(report: Report) {
  const all = report.images.flatMap(image =>
    image.platforms.flatMap(({platform, binaries}) =>
      binaries.map(({main, path, size, sha256}) => ({main, platform, path, size, sha256})),
    ),
  )
  return [...new Map(all.map(binary => [JSON.stringify(binary), binary])).values()]
}
