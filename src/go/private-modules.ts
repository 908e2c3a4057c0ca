import type {Environment} from '../lib/exec.ts'

export interface GitAccess {
  /** As in GOPRIVATE. */
  readonly patterns: readonly string[]
  readonly token?: string
  /** In a container the checkout belongs to another user, and git would refuse to say its commit. */
  readonly anyOwner: boolean
}

/**
 * What go, and the git that it starts, need for private modules and for the stamp of a foreign checkout. All of it lives
 * in the environment of these children: nothing is written to a file, and the user's own GOPRIVATE, `.netrc`, ssh-agent
 * and `GIT_CONFIG_*` stay as they are. https://git-scm.com/docs/git-config#ENVIRONMENT
 *
 * `env` is what the children have so far; go's settings in it are kept and added to.
 */
export function gitAccessEnv({patterns, token, anyOwner}: GitAccess, env: Environment): Record<string, string> {
  const settings = [
    ...(anyOwner ? [['safe.directory', '*'] as const] : []),
    ...(token === undefined ? [] : hostsOf(patterns).map(host => authorization(host, token))),
  ]
  return {
    ...(patterns.length === 0 ? {} : withPatterns(patterns, env)),
    ...gitConfig(settings, env),
    // With a token nobody is there to ask for another one: git would wait at the terminal.
    ...(token === undefined ? {} : {GIT_TERMINAL_PROMPT: '0'}),
  }
}

/**
 * Added to GOPRIVATE, and to those that count instead of it where they are set. `none` is how go's documentation writes
 * "not even the private ones": a company's proxy, or its own checksum database, has them all.
 * https://pkg.go.dev/cmd/go#hdr-Configuration_for_downloading_non_public_code
 */
function withPatterns(patterns: readonly string[], env: Environment): Record<string, string> {
  const own = ['GONOPROXY', 'GONOSUMDB'].filter(name => env[name] && env[name] !== 'none')
  const add = (name: string) => [name, [env[name], ...patterns].filter(Boolean).join(',')] as const
  return Object.fromEntries(['GOPRIVATE', ...own].map(add))
}

/** As a header for this host alone: in a URL the token would stand in messages and in git's own notes. */
function authorization(host: string, token: string): readonly [string, string] {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return [`http.https://${host}/.extraheader`, `Authorization: Basic ${basic}`]
}

/** A pattern of hosts (`*.acme.com`) names nobody that a token could safely be sent to. */
function hostsOf(patterns: readonly string[]): readonly string[] {
  const hosts = patterns.map(pattern => pattern.split('/')[0] ?? '')
  return [...new Set(hosts.filter(host => !/[*?[\]]/.test(host)))]
}

/** Behind what the environment has already. */
function gitConfig(settings: readonly (readonly [string, string])[], env: Environment): Record<string, string> {
  if (settings.length === 0) return {}
  const first = /^\d+$/.test(env.GIT_CONFIG_COUNT ?? '') ? Number(env.GIT_CONFIG_COUNT) : 0
  const numbered = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${first + at}`, key],
    [`GIT_CONFIG_VALUE_${first + at}`, value],
  ])
  return {GIT_CONFIG_COUNT: String(first + settings.length), ...Object.fromEntries(numbered)}
}
