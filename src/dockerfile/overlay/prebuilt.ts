import type {PrebuiltCopy, PrebuiltProgram} from '../modes/prebuilt.ts'
import type {Dockerfile, InstructionOf} from '../types.ts'
import {firstFree} from './context-name.ts'
import {applyEdits, type Edit} from './edit.ts'
import {numberedFrom} from './numbered.ts'
import {PLATFORM_ARGUMENTS, PLATFORM_FOLDER, platformFolder} from './platform-folder.ts'
import type {OverlayRefusal} from './possible.ts'

export interface PrebuiltOverlay {
  readonly dockerfile: Dockerfile
  readonly copies: readonly PrebuiltCopy[]
  readonly programs: readonly PrebuiltProgram[]
  /** The name of the context with the programs. */
  readonly context: string
}

/** Where the programs lie in their context: as the COPYs name them, or in a folder for each platform if these names are the same. */
export type PrebuiltLayout = 'as-named' | 'by-platform'

export function prebuiltLayout(programs: readonly PrebuiltProgram[]): PrebuiltLayout {
  const owners = new Map<string, string>()
  for (const {path, platform} of programs) {
    const owner = platformFolder(platform)
    if ((owners.get(path) ?? owner) !== owner) return 'by-platform'
    owners.set(path, owner)
  }
  return 'as-named'
}

/** Relative to the context's folder. */
export function prebuiltPath({path, platform}: PrebuiltProgram, layout: PrebuiltLayout): string {
  return layout === 'as-named' ? path : `${platformFolder(platform)}/${path}`
}

/** Why the overlay can't be written: a stage more would change what numbers of stages mean. */
export function prebuiltRefusal({
  dockerfile,
  copies,
  programs,
}: Omit<PrebuiltOverlay, 'context'>): OverlayRefusal | undefined {
  if (prebuiltLayout(programs) === 'as-named') return undefined
  const first = Math.min(...copies.map(copy => copy.stage))
  const found = numberedFrom(dockerfile, first)
  return (
    found && {
      rule: 'prebuilt-6-numbers',
      reason: `--from=${found.from} counts stages`,
      line: found.line,
      hint: 'give the stage a name',
    }
  )
}

/** The user's Dockerfile with its COPYs of programs taking them from a context of ours, and never from the work tree. */
export function prebuiltOverlay({dockerfile, copies, programs, context}: PrebuiltOverlay): Buffer {
  const edits: Edit[] = []
  let from = context
  if (prebuiltLayout(programs) === 'by-platform') {
    // A stage of its own keeps the ARGs out of the image's history and out of the environment of its RUNs.
    from = firstFree('go-containerize-programs', new Set(dockerfile.stages.flatMap(({name}) => name ?? [])))
    const stage = dockerfile.stages[Math.min(...copies.map(copy => copy.stage))]
    const start = stage?.span.start ?? 0
    edits.push({start, end: start, text: `${programStage(from, context).join('\n')}\n\n`})
  }
  return applyEdits(dockerfile.source, [...edits, ...copies.map(copy => editOf(copy, from, dockerfile.source))])
}

function programStage(name: string, context: string): readonly string[] {
  return [
    `FROM scratch AS ${name}`,
    ...PLATFORM_ARGUMENTS.map(argument => `ARG ${argument}`),
    `COPY --from=${context} /${PLATFORM_FOLDER}/ /`,
  ]
}

/** Where all sources are programs, only the start of the line changes. */
function editOf({instruction, sources}: PrebuiltCopy, from: string, source: Buffer): Edit {
  const {start, end} = instruction.span
  const before = source.subarray(start, end).toString()
  if (sources.length === instruction.sources.length) {
    const [keyword = ''] = /^\s*(COPY|ADD)/i.exec(before) ?? []
    return {start, end: start + Buffer.byteLength(keyword), text: `COPY --from=${from}`}
  }
  const ours = instruction.sources.filter((_, index) => sources.includes(index))
  const others = instruction.sources.filter((_, index) => !sources.includes(index))
  const lines = [copyLine(instruction, others, undefined), copyLine(instruction, ours, from)]
  return {start, end, text: lines.join('\n') + (before.endsWith('\n') ? '\n' : '')}
}

function copyLine(
  {kind, flags, destination}: InstructionOf<'copy' | 'add'>,
  sources: readonly string[],
  from: string | undefined,
): string {
  const words = [...sources, destination]
  return [
    from === undefined ? kind.toUpperCase() : `COPY --from=${from}`,
    ...flags.map(({name, value}) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
    ...(words.some(word => /\s/.test(word)) ? [`[${words.map(word => JSON.stringify(word)).join(', ')}]`] : words),
  ].join(' ')
}
