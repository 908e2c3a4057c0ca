import {environmentFor} from '../lib/environment.ts'
import type {Environment} from '../lib/exec.ts'

// What go, and the compilers and git that it starts, see of our environment. A build may run code of the repository
// (cgo, -toolexec, GOCACHEPROG), so it gets no secret, whatever its name begins with.

const NAMES = new Set([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NETRC'],
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GCM_INTERACTIVE'],
  // Compilers for cgo.
  ...['CC', 'CXX', 'AR', 'FC', 'GCCGO', 'CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'LIBRARY_PATH'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SDKROOT', 'DEVELOPER_DIR', 'SOURCE_DATE_EPOCH'],
])
/** GOPROXY, GO111MODULE, GOEXPERIMENT … but not GOOGLE_APPLICATION_CREDENTIALS: go's own names have no underscore. */
const GO_NAME = /^GO[A-Z0-9]*$/
const PREFIX = /^(CGO_|GIT_|PKG_CONFIG|ZIG_|CCACHE_)/
const SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/
/** What we compile for is the plan's business, never the machine's. */
const OURS = new Set(['GOOS', 'GOARCH'])

/** The environment of every go command: the machine's, as far as it is on the list, and the request's `go-env`. */
export function goEnvironment(env: Environment, goEnv: Readonly<Record<string, string>>): Environment {
  return {...environmentFor(env, isForGo), ...goEnv}
}

function isForGo(name: string): boolean {
  if (SECRET.test(name) || OURS.has(name)) return false
  return NAMES.has(name) || GO_NAME.test(name) || PREFIX.test(name)
}
