import {codeOf, messageOf, UserError} from '../lib/errors.ts'
import {arrayAt, stringAt} from '../lib/json.ts'
import {type HttpRequest, type HttpResponse, readBytes} from './http.ts'
import {urlForPeople} from './urls.ts'

/** What a registry refused. `codes` are its own words: `MANIFEST_BLOB_UNKNOWN`. */
export class RegistryError extends UserError {
  readonly status: number
  readonly codes: readonly string[]

  constructor(message: string, options: {status: number; codes: readonly string[]; hint?: string; cause?: unknown}) {
    super(message, options)
    this.status = options.status
    this.codes = options.codes
  }
}

/** Enough for any error document; a proxy's HTML page is cut. */
const ERROR_BODY_LIMIT = 64 * 1024

export interface Refusal {
  /** What was wanted, to follow "cannot": `push to ghcr.io/acme/api`. */
  readonly goal: string
  /** Canonical, as one logs in to it. */
  readonly registry: string
  readonly request: Pick<HttpRequest, 'method' | 'url'>
  readonly response: HttpResponse
  /** Whose credential was used: `docker config /home/…`; undefined when none was found. */
  readonly credentialOrigin: string | undefined
}

export async function refusalError({
  goal,
  registry,
  request,
  response,
  credentialOrigin,
}: Refusal): Promise<RegistryError> {
  const body = await readBytes(response, ERROR_BODY_LIMIT).catch(() => Buffer.alloc(0))
  const said = parseErrors(body.toString('utf8'))
  const {status} = response
  const hint = hintFor({status, said, registry, credentialOrigin})
  return new RegistryError(
    `cannot ${goal}: ${request.method} ${urlForPeople(request.url)} was answered with ${[status, ...said.map(textOf)].join(' ')}`,
    {status, codes: said.map(({code}) => code), ...(hint === undefined ? {} : {hint})},
  )
}

interface SaidError {
  readonly code: string
  readonly message: string
}

/** The error document of the distribution specification, or of token servers, which differ. */
function parseErrors(text: string): readonly SaidError[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return []
  }
  const listed = (arrayAt(value, 'errors') ?? []).map(error => ({
    code: stringAt(error, 'code') ?? '',
    message: [stringAt(error, 'message'), stringAt(error, 'detail')].filter(Boolean).join(': '),
  }))
  if (listed.length > 0) return listed
  const message = stringAt(value, 'error_description') ?? stringAt(value, 'details') ?? stringAt(value, 'message')
  const code = stringAt(value, 'error') ?? stringAt(value, 'code')
  return code || message ? [{code: code ?? '', message: message ?? ''}] : []
}

function textOf({code, message}: SaidError): string {
  // Another's text must not move the cursor of a log.
  const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 300)
  return oneLine([code, message].filter(Boolean).join(': '))
}

interface HintInput {
  readonly status: number
  readonly said: readonly SaidError[]
  readonly registry: string
  readonly credentialOrigin: string | undefined
}

function hintFor({status, said, registry, credentialOrigin}: HintInput): string | undefined {
  const text = said.map(textOf).join(' ')
  if (/immutable|TagAlreadyExists|ALREADY_EXISTS/i.test(text)) {
    return 'this tag exists and the registry does not let it move: choose another tag, or allow tags to change there'
  }
  switch (status) {
    case 401:
      return credentialOrigin === undefined
        ? noLoginHint(registry)
        : `the login from ${credentialOrigin} is wrong or has expired, or may not do this`
    case 403:
      return forbiddenHint(registry, credentialOrigin)
    case 404:
      return /NAME_UNKNOWN/.test(text)
        ? 'this registry does not create repositories by itself: create it there first, or check the name'
        : undefined
    case 413:
      return 'a proxy before the registry limits the size of uploads: raise its limit (nginx: client_max_body_size)'
    case 429:
      return 'the registry limits how often it is asked: log in, or run again later'
    case 400:
      return /DIGEST_INVALID/.test(text)
        ? 'the bytes were changed on their way, or the layout on disk is damaged'
        : undefined
    default:
      return status >= 500 ? 'the registry failed several times: look at its status page, then run again' : undefined
  }
}

function forbiddenHint(registry: string, credentialOrigin: string | undefined): string {
  if (registry === 'ghcr.io') {
    return 'give the job "permissions: packages: write"; a package that exists must let this repository write (its settings, Manage Actions access)'
  }
  return credentialOrigin === undefined ? noLoginHint(registry) : `the login from ${credentialOrigin} may not do this`
}

function noLoginHint(registry: string): string {
  const login = registry === 'docker.io' ? 'docker login' : `docker login ${registry}`
  return `no login for ${registry} was found: give registry-auth, or run "${login}" before`
}

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

const UNKNOWN_CONTENT = new Set(['BLOB_UNKNOWN', 'MANIFEST_UNKNOWN', 'MANIFEST_BLOB_UNKNOWN'])

/** Does the registry say that something a manifest names isn't there (yet)? */
export function isUnknownContent(error: unknown): boolean {
  return error instanceof RegistryError && error.codes.some(code => UNKNOWN_CONTENT.has(code))
}
