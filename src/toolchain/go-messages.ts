import {SourceFailure} from './failure.ts'

interface Meaning {
  readonly sign: RegExp
  readonly says: string
  readonly hint?: string
  readonly missing?: boolean
  readonly isForged?: boolean
}

/** What cmd/go's words mean for whoever reads the log; the first that fits. */
const MEANINGS: readonly Meaning[] = [
  {
    sign: /SECURITY ERROR|checksum mismatch/,
    says: 'the proxy sent another file than the checksum database knows. It was not used',
    hint: 'find out who changed the file; another GOPROXY may have the right one',
    isForged: true,
  },
  {
    sign: /checksum database disabled|GOSUMDB=off/,
    says: 'GOSUMDB is off, and go runs no Go that it can not verify',
    hint: 'set GOSUMDB back (`go env -u GOSUMDB`), pin go-toolchain-sum, or install this Go',
  },
  {
    sign: /verifying module[\s\S]*(404|410|Not Found|Gone)|not found in sumdb/,
    says: 'the checksum database does not know this Go',
    hint: 'check the version; a private build needs a tool cache or PATH',
  },
  {
    sign: /verifying module|sumdb/,
    says: "the checksum database can't be asked",
    hint: 'let GOPROXY serve it too, set GOSUMDB to one that can be reached, or pin go-toolchain-sum',
  },
  {
    sign: /module lookup disabled by GOPROXY=off/,
    says: 'GOPROXY is off: nothing may be fetched',
    hint: 'set GOPROXY to a proxy, or install this Go',
  },
  {
    sign: /toolchain not available|: (404|410)\b|40[34] |Not Found|is not available|language version but not a toolchain/,
    says: 'GOPROXY has no such Go',
    missing: true,
  },
  {
    sign: /dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|proxyconnect|x509|no answer in/i,
    says: "GOPROXY can't be reached",
    hint: 'check the network and GOPROXY',
  },
  {sign: /unexpected EOF|connection reset/, says: 'the download broke off', hint: 'run again'},
  {sign: /: 5\d\d /, says: 'GOPROXY has a fault', hint: 'run again later, or use another GOPROXY'},
  {sign: /no space left on device/i, says: 'the disk is full', hint: 'free some space: `go clean -modcache`'},
]

const FIX = 'set GOPROXY to a proxy of Go modules, or install this Go'

/** Where GOPROXY begins with one of these, no proxy was asked, and yet go says only that there is no such Go. */
const WITHOUT_PROXY: ReadonlyMap<string, Omit<Meaning, 'sign'>> = new Map([
  ['off', {says: 'GOPROXY=off forbids to fetch it', hint: FIX}],
  ['direct', {says: "GOPROXY=direct can't fetch it: toolchains come from proxies only", hint: FIX}],
])

/** What a failed go means. `goProxy`: what it had as GOPROXY. */
export function failureOfGo(stderr: string, goProxy: string): SourceFailure {
  const words = wordsOf(stderr)
  const first = MEANINGS.find(({sign}) => sign.test(stderr))
  const [beginning = ''] = goProxy.split(/[,|]/)
  const meaning = first?.missing ? (WITHOUT_PROXY.get(beginning.trim()) ?? first) : first
  if (!meaning) return new SourceFailure(words)
  const {says, hint, missing = false, isForged = false} = meaning
  return new SourceFailure(`${says} (${words})`, {missing, isForged, ...(hint ? {hint} : {})})
}

/** Without progress, without what stands in an address after `?` or before `@`, on one line. */
function wordsOf(stderr: string): string {
  return stderr
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^go: downloading /.test(line))
    .join(' ')
    .replace(/^go: /, '')
    .replaceAll(/(https?:\/\/)[^\s/@"]*@/g, '$1')
    .replaceAll(/(https?:\/\/[^\s?"]*)\?[^\s"]*/g, '$1')
    .slice(0, 500)
}
