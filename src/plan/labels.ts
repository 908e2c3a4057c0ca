import type {Trigger} from '../trigger/index.ts'
import {versionOf} from './tags.ts'

// Keys of https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md
const SOURCE = 'org.opencontainers.image.source'
const REVISION = 'org.opencontainers.image.revision'
const VERSION = 'org.opencontainers.image.version'
const CREATED = 'org.opencontainers.image.created'

/** Labels that say which commit an image was built from, not what is in it: no change if only these differ. */
export const COMMIT_LABELS: ReadonlySet<string> = new Set([REVISION, VERSION, CREATED])

/** What we can say of an image's origin. Nothing is claimed of files that differ from the commit. */
export function originLabels(trigger: Trigger): Record<string, string> {
  const labels: Record<string, string> = {}
  const {repository, commit, pullRequest, tag} = trigger
  if (repository) labels[SOURCE] = `${repository.serverUrl}/${repository.owner}/${repository.name}`
  // A pull request's checkout is a merge commit that exists nowhere else; its head is what people can look up.
  const revision = pullRequest?.headSha ?? commit?.sha
  if (revision !== undefined) labels[REVISION] = revision
  if (tag !== undefined) labels[VERSION] = versionOf(tag)
  return labels
}
