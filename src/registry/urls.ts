/** A URL as a log may show it: queries and user parts carry signatures and secrets. */
export function urlForPeople(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** localhost, 127.0.0.0/8 and [::1], with or without a port. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}
