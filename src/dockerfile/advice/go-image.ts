/** `1.25.1` of `1.25.1-alpine3.22`; undefined for a tag that names no version of Go. */
export function goOfTag(tag: string): {readonly version: string; readonly rest: string} | undefined {
  const [, version, rest = ''] = /^(1\.[0-9]+(?:\.[0-9]+)?)(-.*)?$/.exec(tag) ?? []
  return version === undefined ? undefined : {version, rest}
}

/** Can an image of `version` not compile a module with this `go` line? `1.25` is the newest 1.25.x. */
export function isTooOld(version: string, goLine: string): boolean {
  const [, minor = 0, patch] = version.split('.').map(Number)
  const [, neededMinor = 0, neededPatch = 0] = (/^1\.\d+(\.\d+)?/.exec(goLine)?.[0] ?? '').split('.').map(Number)
  if (minor !== neededMinor) return minor < neededMinor
  return patch !== undefined && patch < neededPatch
}

/** Of a newer Go there may be no image on an old release of Debian or Alpine. */
export function newerTag(goLine: string, rest: string): string {
  return `${goLine}${rest.replace(/^(-alpine)[0-9.]*$/, '$1').replace(/^-(stretch|buster|bullseye)$/, '')}`
}
