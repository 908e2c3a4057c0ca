/** An address that may hold a login: what to ask, how to prove who asks, and what people may see. */
export interface Remote {
  readonly url: URL
  readonly authorization?: string
}

/** undefined: it is no http, https or file address. */
export function remoteOf(text: string): Remote | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!['http:', 'https:', 'file:'].includes(url.protocol)) return undefined
  const {username, password} = url
  url.username = ''
  url.password = ''
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  return {url, ...(username ? {authorization: `Basic ${login}`} : {})}
}

export function below({url, ...rest}: Remote, path: string): Remote {
  const next = new URL(url)
  next.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  return {...rest, url: next}
}

/** For messages: without the query, where mirrors put signatures. */
export function shown({url}: Remote): string {
  return `${url.protocol === 'file:' ? 'file://' : url.origin}${url.pathname}`
}
