import type {Request} from '../request/index.ts'
import type {Trigger} from '../trigger/index.ts'
import type {Plan} from './types.ts'

/** May this run publish? `push: auto` publishes what people are meant to use: the default branch, tags and releases. */
export function decidePush(push: Request['push'], trigger: Trigger): Plan['push'] {
  if (push === false) return {allowed: false, reason: 'push: false'}
  if (!trigger.trust.trusted) return {allowed: false, reason: `${trigger.trust.reason} gets no credentials`}
  if (push === true) return {allowed: true, reason: 'push: true'}
  return decideAuto(trigger)
}

function decideAuto(trigger: Trigger): Plan['push'] {
  switch (trigger.kind) {
    case 'local':
      return {allowed: false, reason: 'a local build is pushed only with --push'}
    case 'tag':
    case 'release':
      return {allowed: true, reason: `the tag ${trigger.tag ?? ''}`}
    case 'push':
    case 'schedule':
    case 'dispatch':
      return decideRef(trigger)
    case 'pull_request':
      return {allowed: false, reason: 'a pull request is built and checked, not pushed'}
    case 'merge_group':
      return {allowed: false, reason: 'a merge queue is built and checked, not pushed'}
    default:
      return {allowed: false, reason: `push: auto does not push on ${trigger.kind} events`}
  }
}

function decideRef({tag, branch, defaultBranch}: Trigger): Plan['push'] {
  if (tag !== undefined) return {allowed: true, reason: `the tag ${tag}`}
  if (branch === undefined) return {allowed: false, reason: 'the event names neither branch nor tag'}
  if (branch === defaultBranch) return {allowed: true, reason: `the default branch ${branch}`}
  return {allowed: false, reason: `${branch} is not the default branch; push: true pushes it too`}
}
