/** os/architecture[/variant], in the words of Go and of the image specification (`linux/arm/v7`). */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

const PART = /^[a-z0-9]+$/
const VARIANT = /^v[0-9]+(\.[0-9]+)?$/

/** Reads `os/arch[/variant]`; undefined when the text has not that form. The usual other names (x86_64, aarch64, armv7) are understood. */
export function parsePlatform(text: string): Platform | undefined {
  const [os = '', architecture = '', variant, ...rest] = text.trim().toLowerCase().split('/')
  if (rest.length > 0 || !PART.test(os) || !architecture) return undefined
  if (variant !== undefined && !VARIANT.test(variant)) return undefined
  const alias = ALIASES[architecture] ?? {architecture}
  if (!PART.test(alias.architecture)) return undefined
  return normalizePlatform({os, ...alias, ...(variant === undefined ? {} : {variant})})
}

const ALIASES: Record<string, {architecture: string; variant?: string}> = {
  x86_64: {architecture: 'amd64'},
  'x86-64': {architecture: 'amd64'},
  aarch64: {architecture: 'arm64'},
  i386: {architecture: '386'},
  armhf: {architecture: 'arm', variant: 'v7'},
  armel: {architecture: 'arm', variant: 'v6'},
  armv5: {architecture: 'arm', variant: 'v5'},
  armv6: {architecture: 'arm', variant: 'v6'},
  armv7: {architecture: 'arm', variant: 'v7'},
}

/**
 * One spelling for one platform, as containerd's platforms package does it: amd64 is v1, arm64 is v8, arm is v7.
 * https://github.com/containerd/platforms/blob/v1.0.0/database.go
 */
export function normalizePlatform(platform: Platform): Platform {
  const {os, architecture, variant} = platform
  if (architecture === 'amd64' && variant === 'v1') return {os, architecture}
  if (architecture === 'arm64' && (variant === 'v8' || variant === 'v8.0')) return {os, architecture}
  if (architecture === 'arm' && variant === undefined) return {os, architecture, variant: 'v7'}
  return variant === undefined ? {os, architecture} : {os, architecture, variant}
}

export function formatPlatform({os, architecture, variant}: Platform): string {
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`
}
