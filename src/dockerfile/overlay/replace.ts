import type {Cut} from '../modes/replace.ts'
import type {StageFiles} from '../modes/types.ts'
import type {Dockerfile} from '../types.ts'
import {applyEdits, type Edit} from './edit.ts'
import {PLATFORM_ARGUMENTS, PLATFORM_FOLDER} from './platform-folder.ts'

export interface ReplaceOverlay {
  readonly dockerfile: Dockerfile
  readonly cuts: readonly Cut[]
  /** The name of the context with the programs. */
  readonly context: string
}

/**
 * The user's Dockerfile in which each cut stage is a folder of programs. It keeps its place and name, so that
 * `--from=0` and `--from=builder` still mean it. A plain `--build-context builder=DIR` would give every platform the
 * same files, since a stage on $BUILDPLATFORM is looked up for that platform alone:
 * https://github.com/moby/buildkit/issues/2990
 */
export function replaceOverlay({dockerfile, cuts, context}: ReplaceOverlay): Buffer {
  const edits = cuts.flatMap((cut): readonly Edit[] => {
    const stage = dockerfile.stages[cut.stage]
    if (!stage) return []
    const {start, end} = stage.span
    const before = dockerfile.source.subarray(start, end).toString()
    const newline = before.includes('\r\n') ? '\r\n' : '\n'
    const lines = stageLines(stage.name, cut.files, {context, escapeSign: dockerfile.directives.escape})
    return [{start, end, text: lines.join(newline) + (before.endsWith('\n') ? newline : '')}]
  })
  return applyEdits(dockerfile.source, edits)
}

interface Style {
  readonly context: string
  readonly escapeSign: string
}

function stageLines(
  name: string | undefined,
  files: readonly StageFiles[],
  {context, escapeSign}: Style,
): readonly string[] {
  return [
    name === undefined ? 'FROM scratch' : `FROM scratch AS ${name}`,
    ...PLATFORM_ARGUMENTS.map(argument => `ARG ${argument}`),
    ...files.map(({source, destination, flags}) => {
      const words = [source === '' ? '.' : source, destination].map(word => JSON.stringify(escaped(word, escapeSign)))
      return ['COPY', ...flags, `[${words.join(', ')}]`].join(' ')
    }),
    `COPY --from=${context} /${PLATFORM_FOLDER}/ /`,
  ]
}

/** BuildKit puts in variables and takes away quotes in the JSON form too. */
export function escaped(word: string, escapeSign: string): string {
  return word.replace(/[\\$"'`]/g, sign => `${escapeSign}${sign}`)
}
