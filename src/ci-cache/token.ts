import {arrayAt, isRecord, numberAt, stringAt} from '../lib/json.ts'

/** What a runtime token may do with one ref's entries. */
export interface CacheScope {
  readonly scope: string
  readonly read: boolean
  readonly write: boolean
}

const READ = 1
const WRITE = 2

/**
 * The scopes in ACTIONS_RUNTIME_TOKEN: a JWT whose claim `ac` is itself JSON, `[{"Scope":"refs/heads/main","Permission":3}]`.
 * Since June 2026 runs that strangers can start get a token that only reads. Undefined where a token says nothing that
 * we can read: then the service decides. The signature is the service's business.
 */
export function cacheScopes(token: string): readonly CacheScope[] | undefined {
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const list = parseJson(stringAt(claims, 'ac') ?? '')
  const entries = arrayAt({list}, 'list')
  return entries?.flatMap(entry => {
    const [scope, permission] = [stringAt(entry, 'Scope'), numberAt(entry, 'Permission')]
    if (!isRecord(entry) || scope === undefined || permission === undefined) return []
    return [{scope, read: (permission & READ) !== 0, write: (permission & WRITE) !== 0}]
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
