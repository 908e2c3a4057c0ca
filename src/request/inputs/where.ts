import type {InputSpec} from '../input-spec.ts'

export const WHERE = [
  {
    name: 'image',
    aliases: ['images'],
    kind: 'list',
    group: 'where',
    about:
      'Repositories to publish to, without tag. With `{name}` every main package gets an image of its own; without it one image holds them all.',
    default: 'ghcr.io/<owner>/<repo> in the action on github.com; elsewhere it must be given to push',
    example: 'ghcr.io/acme/shop/{name}',
    metavar: 'REPOSITORY',
  },
  {
    name: 'tags',
    aliases: ['tag'],
    kind: 'list',
    group: 'where',
    about: 'Tags for every image, or full references for single ones.',
    default: 'the version for a git tag, else the name of the branch, else latest',
    example: 'v1.4.2,latest',
    metavar: 'TAG',
  },
  {
    name: 'push',
    kind: 'tri-state',
    group: 'where',
    about:
      'Publish to the registries. `auto` pushes for the default branch and for tags in the action, and never on the command line.',
    default: 'auto',
  },
  {
    name: 'output',
    kind: 'path',
    group: 'where',
    about: 'Folder for the OCI layout of the built images, relative to the current one (in the action the workspace).',
    default: "a folder in the project's cache, in the action under RUNNER_TEMP",
    example: 'out/image',
    metavar: 'DIR',
  },
  {
    name: 'load',
    kind: 'boolean',
    group: 'where',
    about: "Load the image of this machine's platform into Docker or podman.",
    default: 'false',
  },
] as const satisfies readonly InputSpec[]
