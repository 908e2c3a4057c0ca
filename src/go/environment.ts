import type {Environment} from '../lib/exec.ts'

// The one list of what go, and the compilers and git that it starts, see of our environment. Inputs (INPUT_*), tokens
// and whatever else a job holds stay out: a build may run code of the repository (cgo, -toolexec, GOCACHEPROG).

const EXACT = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'TMP'],
  // Windows needs these to start programs and to find the user's folders.
  ...['USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'SYSTEMROOT', 'SYSTEMDRIVE'],
  ...['WINDIR', 'COMSPEC', 'PATHEXT', 'HOMEDRIVE', 'HOMEPATH'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NETRC'],
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GCM_INTERACTIVE'],
  // Compilers for cgo.
  ...['CC', 'CXX', 'AR', 'FC', 'GCCGO', 'CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'LIBRARY_PATH'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SDKROOT', 'DEVELOPER_DIR', 'SOURCE_DATE_EPOCH'],
])
/** GOPROXY, GO111MODULE, GOEXPERIMENT … but not GOOGLE_APPLICATION_CREDENTIALS: go's own names have no underscore. */
const GO_NAME = /^GO[A-Z0-9]*$/
const PREFIX = /^(CGO_|GIT_|PKG_CONFIG|LC_|XDG_|ZIG_|CCACHE_)/
const SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/
/** What we compile for is the plan's business, never the machine's. */
const OURS = new Set(['GOOS', 'GOARCH'])

/** The environment of every go command: the machine's, as far as it is on the list, and the request's `go-env`. */
export function goEnvironment(env: Environment, goEnv: Readonly<Record<string, string>>): Environment {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && isPassedOn(name))
  return {...Object.fromEntries(kept), ...goEnv}
}

function isPassedOn(name: string): boolean {
  // Proxies are also spelled in small letters, and Windows writes `Path`.
  const upper = name.toUpperCase()
  if (SECRET.test(upper) || OURS.has(upper)) return false
  return EXACT.has(upper) || GO_NAME.test(upper) || PREFIX.test(upper)
}
