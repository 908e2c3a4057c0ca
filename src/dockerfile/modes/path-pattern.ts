/** As BuildKit matches the sources of a COPY: Go's filepath.Match, where no sign stands for a slash. https://pkg.go.dev/path/filepath#Match */
export function matchesPath(pattern: string, path: string): boolean {
  const source = pattern.replace(/\\.|\*|\?|\[\^?(?:\\.|[^\]\\])+\]|./gs, piece => {
    if (piece === '*') return '[^/]*'
    if (piece === '?') return '[^/]'
    if (piece.length > 1 && piece.startsWith('[')) return `(?!/)${piece}`
    return escapeRegExp(piece.length > 1 ? piece.slice(1) : piece)
  })
  return new RegExp(`^${source}$`, 's').test(path)
}

export function isPattern(path: string): boolean {
  return /[*?[]/.test(path)
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
