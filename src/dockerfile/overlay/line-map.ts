import {diffLines} from 'diff'

/** The user's line for a line of the overlay, both counted from 1; undefined where the line is ours. */
export function lineMap(original: string, overlay: string): (line: number) => number | undefined {
  const own: (number | undefined)[] = []
  let line = 1
  for (const {added, removed, count} of diffLines(original, overlay)) {
    if (removed) line += count
    else for (let at = 0; at < count; at++) own.push(added ? undefined : line++)
  }
  return wanted => own[wanted - 1]
}
