import type {InputSpec} from '../input-spec.ts'

export const WHAT = [
  {
    name: 'main',
    kind: 'list',
    group: 'what',
    about: 'Main packages: import paths, folders, or patterns (./cmd/...).',
    default: 'the root, else cmd/<module name>, else the only one there is',
    example: './cmd/server',
    metavar: 'PACKAGE',
  },
  {
    name: 'working-directory',
    kind: 'path',
    group: 'what',
    about: 'Folder of the Go module or workspace.',
    default: '.',
    only: 'action',
    metavar: 'DIR',
  },
  {
    name: 'platforms',
    aliases: ['platform'],
    kind: 'list',
    group: 'what',
    about: 'Platforms to build for: linux, every architecture and variant that Go knows.',
    default: 'linux/amd64,linux/arm64',
    example: 'linux/amd64,linux/arm64,linux/arm/v7',
    metavar: 'PLATFORM',
  },
] as const satisfies readonly InputSpec[]
