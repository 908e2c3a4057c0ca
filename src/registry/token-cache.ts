import {coversScopes} from './scope.ts'
import type {Token} from './token.ts'

/** The tokens of one registry in this run. */
export interface TokenCache {
  /** A live token that covers the scopes, or a new one; many requests at once share one question. */
  get(scopes: readonly string[]): Promise<string>
  /** The registry refused this one: it is not given out again. */
  refuse(value: string): void
}

interface Entry {
  readonly scopes: readonly string[]
  readonly token: Promise<Token>
  /** Known once it has arrived. */
  arrived?: Token
}

export function createTokenCache(
  fetchFor: (scopes: readonly string[]) => Promise<Token>,
  now: () => number,
): TokenCache {
  let entries: readonly Entry[] = []
  const isAlive = ({arrived}: Entry) => arrived === undefined || arrived.expiresAt > now()

  return {
    async get(scopes) {
      const known = entries.find(entry => coversScopes(entry.scopes, scopes) && isAlive(entry))
      if (known) return (await known.token).value
      const entry: Entry = {scopes, token: fetchFor(scopes)}
      entries = [...entries.filter(isAlive), entry]
      try {
        entry.arrived = await entry.token
        return entry.arrived.value
      } catch (error) {
        entries = entries.filter(other => other !== entry) // a failure is not remembered
        throw error
      }
    },
    refuse(value) {
      entries = entries.filter(({arrived}) => arrived?.value !== value)
    },
  }
}
