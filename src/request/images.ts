import {
  formatReference,
  formatRepository,
  isTag,
  type Platform,
  parsePlatform,
  parseReference,
  withDefaultTag,
} from '../oci/index.ts'
import type {Parsed} from './words.ts'

/** Stands for {name} while a reference is checked: the grammar takes it for a part of a path. */
const PLACEHOLDER = 'go0containerize0name'

function withPlaceholder(text: string): string {
  return text.replaceAll('{name}', PLACEHOLDER)
}
function withoutPlaceholder(text: string): string {
  return text.replaceAll(PLACEHOLDER, '{name}')
}

/** Owners on GitHub may have upper-case letters, repositories may not, and a workflow can't lower-case `github.repository`. */
function lowerCaseName(text: string): string {
  const end = text.search(/[:@](?!.*\/)/)
  return end < 0 ? text.toLowerCase() : text.slice(0, end).toLowerCase() + text.slice(end)
}

/** A repository to publish to: no tag, no digest, `{name}` anywhere behind the host. */
export function parseImage(text: string): Parsed<string> {
  const parsed = parseReference(withPlaceholder(lowerCaseName(text)))
  if ('problem' in parsed) return {problem: `"${text}": ${withoutPlaceholder(parsed.problem)}`}
  const {reference} = parsed
  if (reference.tag !== undefined) {
    return {problem: `"${text}" has a tag`, hint: `leave ":${reference.tag}" out here and give it as a tag`}
  }
  if (reference.digest !== undefined) return {problem: `"${text}" has a digest, which is what a build decides`}
  if (reference.registry.includes(PLACEHOLDER)) return {problem: `"${text}" has {name} in its host`}
  return {value: withoutPlaceholder(formatRepository(reference))}
}

/** A bare tag, or a full reference (with `/` or `:`), which without a tag means `latest`. */
export function parseTag(text: string): Parsed<string> {
  if (text.startsWith('type=')) {
    return {problem: `"${text}" is a tag rule, and rules are not supported yet`, hint: 'give the tag itself'}
  }
  if (!/[/:@]/.test(text)) {
    if (isTag(text)) return {value: text}
    return {problem: `"${text}" is not a tag (letters, digits, _ . -, not starting with . or -, at most 128)`}
  }
  const parsed = parseReference(withPlaceholder(lowerCaseName(text)))
  if ('problem' in parsed) return {problem: `"${text}": ${withoutPlaceholder(parsed.problem)}`}
  if (parsed.reference.digest !== undefined) {
    return {problem: `"${text}" has a digest, which is what a build decides`}
  }
  return {value: withoutPlaceholder(formatReference(withDefaultTag(parsed.reference)))}
}

export function parseTargetPlatform(text: string): Parsed<Platform> {
  const platform = parsePlatform(text)
  if (!platform) {
    const hint = text.includes('/') ? 'write os/architecture[/variant], such as linux/arm/v7' : `write linux/${text}`
    return {problem: `"${text}" is not a platform`, hint}
  }
  if (platform.os !== 'linux') {
    return {problem: `"${text}" is not linux, and only linux images can be made`, hint: 'leave this platform out'}
  }
  return {value: platform}
}

/** A registry's host, with a port where it has one. */
export function parseHost(text: string): Parsed<string> {
  const parsed = parseReference(`${text}/x/x`)
  const isHost = !('problem' in parsed) && /[.:]|^localhost$/i.test(text) && parsed.reference.repository === 'x/x'
  if (isHost) return {value: parsed.reference.registry}
  return {problem: `"${text}" is not a registry host`, hint: 'write HOST or HOST:PORT, without https:// and path'}
}
