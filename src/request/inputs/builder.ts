import type {InputSpec} from '../input-spec.ts'

/** Names are those of docker/setup-buildx-action, where they are free. */
export const BUILDER = [
  {
    name: 'builder',
    kind: 'text',
    group: 'builder',
    about: 'The buildx builder to use.',
    default: 'the current one; if it can write no OCI layout, one is made for this run',
    metavar: 'NAME',
  },
  {
    name: 'driver',
    kind: 'enum',
    group: 'builder',
    about: 'Make a builder for this run, with this driver; it is removed in the end.',
    values: ['docker-container', 'remote', 'kubernetes'],
    metavar: 'DRIVER',
  },
  {
    name: 'driver-opts',
    aliases: ['driver-opt'],
    kind: 'lines',
    group: 'builder',
    about: 'Options of the driver, one NAME=value a line.',
    example: 'network=host',
    metavar: 'NAME=VALUE',
  },
  {
    name: 'buildkitd-flags',
    kind: 'text',
    group: 'builder',
    about: 'Flags of the buildkitd that is made.',
    metavar: 'FLAGS',
  },
  {
    name: 'buildkitd-config',
    kind: 'path',
    group: 'builder',
    about: 'Configuration file (TOML) of the buildkitd that is made: mirrors, certificates.',
    metavar: 'FILE',
  },
  {
    name: 'buildkitd-config-inline',
    kind: 'text',
    group: 'builder',
    about: 'The same, as text.',
    only: 'action',
  },
  {
    name: 'buildkit-image',
    kind: 'text',
    group: 'builder',
    about: 'Image of the buildkitd that is made: a mirror of it, or another version.',
    default: 'moby/buildkit in a version of our choice',
    example: 'registry.example.com/mirror/buildkit:v0.34.2',
    metavar: 'REFERENCE',
  },
  {
    name: 'endpoint',
    kind: 'text',
    group: 'builder',
    about:
      'Where the builder that is made runs: a Docker context or host, or the address of a buildkitd (driver remote).',
    example: 'tcp://buildkitd:1234',
    metavar: 'ENDPOINT',
  },
  {
    name: 'builder-platforms',
    kind: 'list',
    group: 'builder',
    about: "Platforms that the builder that is made serves, if not what it says itself. (setup-buildx's `platforms`.)",
    example: 'linux/amd64',
    metavar: 'PLATFORM',
  },
  {
    name: 'append',
    kind: 'text',
    group: 'builder',
    about:
      'Further nodes of the builder that is made, as a YAML list with endpoint, platforms, driver-opts, buildkitd-flags: a native arm64 machine, for example.',
    only: 'action',
  },
] as const satisfies readonly InputSpec[]
