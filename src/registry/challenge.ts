/** One offer of a `WWW-Authenticate` header. Parameter names are in lower case. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

// token68, or comma-separated name=value with quoted or plain values. https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
const SCHEME = /^\s*,?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s+|\s*(?=,)|$)/
const PARAMETER = /^\s*,?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/
const TOKEN68 = /^\s*[A-Za-z0-9._~+/-]+=*\s*(?=,|$)/

/** Reads one header that may hold several challenges; what it can't read ends the list. */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: Challenge[] = []
  let rest = header
  while (rest.trim() !== '') {
    const scheme = SCHEME.exec(rest)
    if (!scheme?.[1]) break
    rest = rest.slice(scheme[0].length).replace(TOKEN68, '')
    const parameters: Record<string, string> = {}
    let parameter = PARAMETER.exec(rest)
    while (parameter?.[1]) {
      parameters[parameter[1].toLowerCase()] = parameter[2]?.replace(/\\(.)/g, '$1') ?? parameter[3] ?? ''
      rest = rest.slice(parameter[0].length)
      parameter = PARAMETER.exec(rest)
    }
    challenges.push({scheme: scheme[1].toLowerCase(), parameters})
  }
  return challenges
}

/** The offer we answer: a token is narrower than the password itself, so Bearer wins. */
export function chooseChallenge(header: string | undefined): Challenge | undefined {
  const challenges = parseChallenges(header ?? '')
  return challenges.find(({scheme}) => scheme === 'bearer') ?? challenges.find(({scheme}) => scheme === 'basic')
}
