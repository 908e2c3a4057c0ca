import {createHash} from 'node:crypto'
import parse from 'semver/functions/parse.js'
import type {Trigger} from '../trigger/index.ts'

/** A tag of the registry with the reason it was chosen. */
export interface ChosenTag {
  readonly name: string
  readonly reason: string
}

/** The tag when none was asked for: version, pull request, branch, else `latest`. */
export function defaultTag(trigger: Trigger): ChosenTag {
  if (trigger.pullRequest !== undefined) {
    return {name: `pr-${trigger.pullRequest.number}`, reason: `pull request ${trigger.pullRequest.number}`}
  }
  if (trigger.tag !== undefined) return {name: toTag(versionOf(trigger.tag)), reason: `the git tag ${trigger.tag}`}
  if (trigger.branch !== undefined) return branchTag(trigger.branch)
  return {name: 'latest', reason: 'neither branch nor tag is checked out'}
}

/** `v1.2.3` is published as `1.2.3`, as image tags usually are; what is no version keeps its name. */
export function versionOf(gitTag: string): string {
  const version = parse(gitTag)
  return version === null ? gitTag : version.raw.replace(/^v/, '')
}

/** A branch can't take the place of a release: `latest`, `pr-7` or `1.2` as branch names get a prefix. */
function branchTag(branch: string): ChosenTag {
  const name = toTag(branch)
  const taken = name === 'latest' || /^pr-\d+$/.test(name) || /^v?\d+(\.\d+)*([-+].*)?$/.test(name)
  return taken
    ? {name: toTag(`branch-${name}`), reason: `the branch ${branch}, whose own name is kept for releases`}
    : {name, reason: `the branch ${branch}`}
}

const MAX_TAG = 128

/** Makes any text a valid tag. A text too long is cut, and a hash keeps two of them apart. */
export function toTag(text: string): string {
  const tag = text.replace(/[^a-zA-Z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'unnamed'
  if (tag.length <= MAX_TAG) return tag
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return `${tag.slice(0, MAX_TAG - 9)}-${hash}`
}
