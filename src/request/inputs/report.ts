import type {InputSpec} from '../input-spec.ts'

export const REPORT = [
  {
    name: 'json',
    kind: 'boolean',
    group: 'report',
    about: 'Print one JSON document on standard output, and nothing else there.',
    default: 'false',
    only: 'cli',
  },
  {
    name: 'quiet',
    kind: 'boolean',
    group: 'report',
    about: 'Print results and problems only.',
    default: 'false',
    only: 'cli',
  },
  {
    name: 'verbose',
    kind: 'boolean',
    group: 'report',
    about: 'Print every step, and the causes of an error.',
    default: 'false',
    only: 'cli',
  },
] as const satisfies readonly InputSpec[]
