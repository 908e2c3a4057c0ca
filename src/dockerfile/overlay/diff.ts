import {createTwoFilesPatch} from 'diff'

/** What an overlay changes in a Dockerfile, as `diff -u` shows it; empty when nothing. */
export function overlayDiff(path: string, original: string, overlay: string): string {
  if (original === overlay) return ''
  const patch = createTwoFilesPatch(path, path, original, overlay, 'as committed', 'as built', {context: 3})
  // Its first line is a ruler for several files.
  return patch.replace(/^=+\n/, '')
}
