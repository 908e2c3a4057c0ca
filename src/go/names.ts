// Rules of cmd/go that we have to know by heart, because it does not tell.

/**
 * The file name that `go build -o DIR/` gives a program: the last element of its import path, or the one before a
 * major version. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies
 */
export function executableName(importPath: string): string {
  const elements = importPath.split('/')
  const last = elements.at(-1) ?? importPath
  return (isMajorVersion(last) ? elements.at(-2) : undefined) ?? last
}

/** `v2` and up; v0 and v1 are never written in an import path, so there they are ordinary names. */
function isMajorVersion(element: string): boolean {
  return /^v[1-9][0-9]*$/.test(element) && element !== 'v1'
}
