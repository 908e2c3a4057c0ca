/** What to do about the usual failures of `go build`, by what it says. The first that fits is shown. */
const HINTS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /no space left on device|not enough space on the disk/i,
    () => 'the disk is full: free some space (`go clean -cache`, `go-containerize cache clear`)',
  ],
  [
    /-race requires cgo|-msan requires cgo|-asan requires cgo/,
    () => 'set cgo: true, which needs a C compiler for each platform',
  ],
  [
    /listed in go\.work file requires go >= ([\w.]+), but go\.work lists go /,
    ([, version]) =>
      `run \`go work use\` in the folder of go.work, which raises its go line to ${version}, and commit go.work`,
  ],
  [
    /requires go >= (\S+)/,
    ([, version]) => `install Go ${version} or later, or allow the go command to fetch it: GOTOOLCHAIN=auto`,
  ],
  [
    /missing go\.sum entry|updates to go\.(mod|sum) needed|go\.mod file indicates/,
    () => 'run `go mod tidy` and commit go.mod and go.sum',
  ],
  [
    /inconsistent vendoring|cannot find module providing package .* import lookup disabled by -mod=vendor|is explicitly required in go\.mod, but not marked/,
    () => 'run `go mod vendor` (in a workspace `go work vendor`) and commit the result',
  ],
  [
    /no required module provides package (\S+?);?(\s|$)/,
    ([, path]) => `run \`go get ${path}\` and commit go.mod and go.sum`,
  ],
  [
    /pattern (.+?): (?:no matching files found|cannot embed directory \S+: contains no embeddable files)/,
    ([, pattern]) =>
      `the files of //go:embed ${pattern} are not there: let a step before this one make them; where it also compiles the program for a Dockerfile, or the Dockerfile does, set dockerfile-mode: inside`,
  ],
  [
    /SECURITY ERROR|checksum mismatch/,
    () =>
      'go.sum and the downloaded module differ: find out why before you trust either; if it came from CI’s cache, delete the entry of the modules that the log names',
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|module lookup disabled by GOPROXY=off|proxyconnect/i,
    () => 'a module could not be downloaded: check the network and GOPROXY, or vendor the dependencies',
  ],
  [
    /404 Not Found|410 Gone|could not read Username|terminal prompts disabled|Repository not found|no secure protocol found/,
    () => 'for a private module set go-private and go-private-token, or give git access to it; else check its version',
  ],
  [
    /error obtaining VCS status|dubious ownership/,
    () =>
      'git must be able to read the work tree (`git config --global --add safe.directory DIR`); or set buildvcs: false',
  ],
  [
    /unsupported GOOS\/GOARCH pair (\S+)/,
    ([, pair]) => `this Go does not compile for ${pair}: leave that platform out`,
  ],
  [
    /gcc_\w+\.S:\d+: Error: |unrecognized command-line option '-m(arm|arch|abi)|cgo: .*incompatible|skipping incompatible .*lib/,
    () =>
      'the C compiler is one for another architecture: name a cross compiler for this platform in go-env (CC=aarch64-linux-gnu-gcc), and build one platform a run if each needs its own',
  ],
  [/obtaining buildID for go tool .*exec: "([^"]+)"/, ([, tool]) => `-toolexec names ${tool}, which can't be run here`],
  [
    /C compiler "?([^"\s]+)"? not found|exec: "([^"]+)": executable file not found/,
    ([, a, b]) => `cgo needs the C compiler ${a ?? b}: install it, or name another in go-env: CC=…`,
  ],
]

/** Signs that a package has no Go files without cgo. The path may be on an importing line or in the message. */
const NEEDS_CGO = [
  /build constraints exclude all Go files in (\S+)/,
  /imports? (\S+): build constraints exclude all Go files/,
]

export function hintFor(text: string): string | undefined {
  for (const sign of NEEDS_CGO) {
    const [, found] = sign.exec(text) ?? []
    if (found !== undefined) return needsCgo(packageOf(text, found))
  }
  for (const [sign, hint] of HINTS) {
    const match = sign.exec(text)
    if (match) return hint(match)
  }
  return undefined
}

/** go says `package a/b\n\timports c/d: build constraints exclude all Go files in /path`: the import path reads better. */
function packageOf(text: string, found: string): string {
  const imported = /(?:package|imports) (\S+): build constraints exclude all Go files/.exec(text)
  return imported?.[1] ?? found.replace(/^.*\/pkg\/mod\//, '').replace(/@[^/]*/, '')
}

export function needsCgo(name: string): string {
  return (
    `${name} needs cgo, which is off: set cgo: true, install a C compiler for each platform, and use a base image with ` +
    'its C library; or replace the package by one in pure Go'
  )
}
