import {createTwoFilesPatch, FILE_HEADERS_ONLY} from 'diff'

/** What an overlay changes in a Dockerfile, as `diff -u` shows it; empty when nothing. */
export function overlayDiff(path: string, original: string, overlay: string): string {
  if (original === overlay) return ''
  const options = {context: 3, headerOptions: FILE_HEADERS_ONLY}
  return createTwoFilesPatch(path, path, original, overlay, 'as committed', 'as built', options)
}
