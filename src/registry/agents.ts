import {type AgentOptions, Agent as HttpAgent} from 'node:http'
import {Agent as HttpsAgent} from 'node:https'
import type {Environment} from '../lib/exec.ts'

/** The connections of a run: kept open between requests, and none of them keeps the process alive. */
export interface Agents {
  for(url: URL): Promise<HttpAgent>
  close(): void
}

const KEEP_ALIVE: AgentOptions & {autoSelectFamilyAttemptTimeout: number} = {
  keepAlive: true,
  scheduling: 'lifo',
  // Node gives each address 250 ms by default, which far registries miss: https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyattempttimeoutvalue
  autoSelectFamilyAttemptTimeout: 2000,
}

export interface AgentSettings {
  readonly env: Environment
  /** May the certificate there be one that nobody vouches for? */
  readonly trustsAnyCertificate: (url: URL) => boolean
}

export function createAgents({env, trustsAnyCertificate}: AgentSettings): Agents {
  const plain = new HttpAgent(KEEP_ALIVE)
  // No `ca` option here or anywhere: it would replace the certificates of NODE_EXTRA_CA_CERTS.
  const secure = new HttpsAgent(KEEP_ALIVE)
  const lenient = new HttpsAgent({...KEEP_ALIVE, rejectUnauthorized: false})
  const proxied = new Map<string, Promise<HttpAgent>>()

  return {
    async for(url) {
      const anyCertificate = url.protocol === 'https:' && trustsAnyCertificate(url)
      if (hasProxy(env)) {
        const agent = proxied.get(url.origin) ?? proxyAgent(url, anyCertificate)
        proxied.set(url.origin, agent)
        return agent
      }
      if (url.protocol !== 'https:') return plain
      return anyCertificate ? lenient : secure
    },
    close() {
      for (const agent of [plain, secure, lenient]) agent.destroy() // the proxy's agents keep nothing open
    },
  }
}

function hasProxy(env: Environment): boolean {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some(name => env[name])
}

/**
 * The toolkit's agent knows proxies and NO_PROXY, which it reads from the process's own environment. It keeps one
 * agent for whatever it met first, so each origin gets a client of its own.
 */
async function proxyAgent(url: URL, anyCertificate: boolean): Promise<HttpAgent> {
  const {HttpClient} = await import('@actions/http-client')
  const client = new HttpClient(undefined, undefined, {keepAlive: true, ignoreSslError: anyCertificate})
  return client.getAgent(url.href)
}
