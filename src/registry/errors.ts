import {UserError} from '../lib/errors.ts'
import {arrayAt, stringAt} from '../lib/json.ts'
import {hintFor} from './hints.ts'
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
  /** Whose credential was used: `Docker's configuration /home/…`; undefined when none was found. */
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
  const hint = hintFor({status, text: said.map(textOf).join(' '), registry, credentialOrigin})
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

const UNKNOWN_CONTENT = new Set(['BLOB_UNKNOWN', 'MANIFEST_UNKNOWN', 'MANIFEST_BLOB_UNKNOWN'])

/** Does the registry say that something a manifest names isn't there (yet)? */
export function isUnknownContent(error: unknown): boolean {
  return error instanceof RegistryError && error.codes.some(code => UNKNOWN_CONTENT.has(code))
}
