import type {InputSpec} from '../input-spec.ts'

export const COMPILE = [
  {
    name: 'build-tags',
    kind: 'list',
    group: 'compile',
    about: 'Build constraints (go build -tags), added to those of GOFLAGS.',
    example: 'netgo,osusergo',
    metavar: 'TAG',
  },
  {
    name: 'ldflags',
    kind: 'text',
    group: 'compile',
    about: 'Arguments of the linker (go build -ldflags), added to those of GOFLAGS.',
    example: '-s -w -X main.version=1.4.2',
    metavar: 'FLAGS',
  },
  {
    name: 'gcflags',
    kind: 'text',
    group: 'compile',
    about: 'Arguments of the compiler (go build -gcflags).',
    example: 'all=-N -l',
    metavar: 'FLAGS',
  },
  {
    name: 'build-flags',
    kind: 'words',
    group: 'compile',
    about: 'Further flags of go build, each with its value behind an =.',
    example: '-mod=vendor -pgo=off',
    metavar: 'FLAGS',
  },
  {
    name: 'buildvcs',
    kind: 'tri-state',
    group: 'compile',
    about:
      'Stamp the commit into the binary. `auto` does so for git tags only, so that a commit alone relinks nothing.',
    default: 'auto',
  },
  {
    name: 'go-env',
    kind: 'pairs',
    group: 'compile',
    about: 'Environment variables of the go command, one NAME=value a line.',
    example: 'GOEXPERIMENT=jsonv2',
    metavar: 'NAME=VALUE',
  },
  {
    name: 'cgo',
    kind: 'boolean',
    group: 'compile',
    about: 'Compile with cgo (CGO_ENABLED=1). It needs a C compiler for each platform.',
    default: 'false',
  },
] as const satisfies readonly InputSpec[]
