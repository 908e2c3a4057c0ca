import {codeOf, messageOf, UserError} from '../lib/errors.ts'

const TLS_UNKNOWN_CA = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/** Says what a failed connection means; an error that already speaks to the user passes unchanged. */
export function connectionError(goal: string, url: URL, error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof UserError || code === undefined) return error
  const host = url.host
  const what = connectionProblem(code, host)
  return new UserError(`cannot ${goal}: ${what?.problem ?? `${host}: ${messageOf(error)}`} (${code})`, {
    cause: error,
    ...(what === undefined ? {} : {hint: what.hint}),
  })
}

function connectionProblem(code: string, host: string): {problem: string; hint: string} | undefined {
  if (TLS_UNKNOWN_CA.has(code)) {
    return {
      problem: `the certificate of ${host} is signed by nobody this machine knows`,
      hint: 'set NODE_EXTRA_CA_CERTS to the file with the signing certificate (PEM)',
    }
  }
  switch (code) {
    case 'ECONNREFUSED':
      return {problem: `nothing listens at ${host}`, hint: 'is the registry running, and is the port right?'}
    case 'ENOTFOUND':
      return {problem: `there is no host ${host}`, hint: 'check the spelling of the registry, and the DNS or proxy'}
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return {
        problem: `${host} does not speak https`,
        hint: `if it is a plain http registry that you trust, name it in insecure-registries: ${host}`,
      }
    case 'CERT_HAS_EXPIRED':
      return {problem: `the certificate of ${host} has expired`, hint: 'renew it, or check the clock of this machine'}
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        problem: `the certificate of ${host} is for another name`,
        hint: 'use the name that is in the certificate',
      }
    case 'ECONNRESET':
    case 'EPIPE':
      return {problem: `${host} cut the connection, several times`, hint: 'look at the registry or the proxy before it'}
    case 'ETIMEDOUT':
      return {problem: `${host} did not answer in time`, hint: 'check the network, a firewall or the proxy'}
    default:
      return undefined
  }
}
