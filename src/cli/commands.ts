import type {InputName, InputSpec} from '../request/index.ts'
import type {RunCommand} from './call.ts'

export type Input = InputSpec & {readonly name: InputName}

/** A command as its help shows it. What it does is loaded when it is called: help and version stay quick. */
export interface CommandSpec {
  readonly name: string
  readonly argument?: {readonly syntax: string; readonly about: string; readonly fallback?: string}
  readonly summary: string
  readonly description: string
  readonly examples: string
  /** Which rows of the table of inputs are its flags. */
  readonly takes: (input: Input) => boolean
  readonly load: () => Promise<RunCommand>
}

/** Commands that only hold others. */
export interface CommandGroup {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly examples: string
  readonly commands: readonly CommandSpec[]
}

const DIR = {syntax: '[DIR]', about: 'folder of the Go module or workspace', fallback: '.'}
const isReport = ({group}: Input) => group === 'report'
/** What a Dockerfile can say, and what it says depends on. */
const isInDockerfile = ({group, name}: Input) =>
  ['what', 'go', 'compile', 'image'].includes(group)
    ? !['go-private-token', 'engine', 'manifest', 'annotations'].includes(name)
    : name === 'image'
const isRegistry = ({group}: Input) => group === 'registry'

export const COMMANDS: readonly (CommandSpec | CommandGroup)[] = [
  {
    name: 'build',
    argument: DIR,
    summary: 'build the image, and push it with --push',
    description:
      'Compiles the main packages for every platform and makes an image of them, without Docker; a Dockerfile is built with BuildKit.',
    examples: `
  $ go-containerize build
      The program in this folder as an OCI layout for linux/amd64 and linux/arm64.
  $ go-containerize build --image ghcr.io/acme/shop --tag v1.4.2 --push
      The same, published.
  $ go-containerize build services --main ./cmd/... --image 'ghcr.io/acme/{name}' --push
      Every program below services/cmd, each as an image of its own.
  $ go-containerize build --load --platform linux/amd64
      Into Docker or podman on this machine.
  $ docker run --rm "$(go-containerize build --image ghcr.io/acme/shop --push)"
      Standard output is IMAGE@DIGEST, one line an image that was pushed.`,
    takes: () => true,
    load: async () => (await import('./build.ts')).runBuild,
  },
  {
    name: 'plan',
    argument: DIR,
    summary: 'say what build would do, and why',
    description: 'Decides everything that build decides and does nothing: no network, no compile, no files.',
    examples: `
  $ go-containerize plan
      What would be built here, with the reason of every choice.
  $ go-containerize plan --image ghcr.io/acme/shop --push --json
      The same as one JSON document.`,
    takes: () => true,
    load: async () => (await import('./plan.ts')).runPlan,
  },
  {
    name: 'eject',
    argument: DIR,
    summary: 'print a Dockerfile that makes the same image without go-containerize',
    description:
      'Prints a Dockerfile for plain `docker build`: a Go stage with cache mounts, then the image that build would make, from the same flags.',
    examples: `
  $ go-containerize eject > Dockerfile && docker build -t shop .
      The program in this folder.
  $ go-containerize eject services --main ./cmd/... --image 'ghcr.io/acme/{name}' > services/Dockerfile
      Every program below services/cmd, each as a stage of its own: docker build --target NAME services`,
    takes: input => isInDockerfile(input) || isReport(input),
    load: async () => (await import('./eject.ts')).runEject,
  },
  {
    name: 'push',
    argument: {syntax: '<LAYOUT>', about: 'folder of an OCI layout, as build --output writes it'},
    summary: 'publish a layout that build has made',
    description: 'Publishes the images of an OCI layout as they are: same bytes, same digests.',
    examples: `
  $ go-containerize build --output out/image && go-containerize push out/image --image ghcr.io/acme/shop --tag v1.4.2
      Build now, publish exactly those bytes later.
  $ go-containerize push out/image --tag ghcr.io/acme/shop:v1.4.2 --tag registry.example.com/shop:v1.4.2
      Into two registries.`,
    takes: input => ['image', 'tags'].includes(input.name) || isRegistry(input) || isReport(input),
    load: async () => (await import('./push.ts')).runPush,
  },
  {
    name: 'inspect',
    argument: {syntax: '<REF|LAYOUT>', about: 'an image in a registry, or the folder of an OCI layout'},
    summary: 'say what an image holds: platforms, digests, sizes, layers, what it runs',
    description: 'Shows an image without fetching its layers.',
    examples: `
  $ go-containerize inspect ghcr.io/acme/shop:v1.4.2
  $ go-containerize inspect out/image --json`,
    takes: input => isRegistry(input) || isReport(input),
    load: async () => (await import('./inspect.ts')).runInspect,
  },
  {
    name: 'doctor',
    argument: {syntax: '[REPOSITORY...]', about: 'repositories to which a push should be possible'},
    summary: 'check this machine and the way to a registry',
    description: 'Checks what a build needs, and says how to fix what is missing. Exit code 1 when something is.',
    examples: `
  $ go-containerize doctor
      This machine: Node, Go, git, container engines, cache folder, disk.
  $ go-containerize doctor ghcr.io/acme/shop
      Also: may I push there? It opens an upload and cancels it; nothing is published.`,
    takes: input => isRegistry(input) || isReport(input),
    load: async () => (await import('./doctor.ts')).runDoctor,
  },
  {
    name: 'cache',
    summary: 'look at or empty what is kept between runs',
    description:
      'Link outputs, layers and records are kept in a folder of our own, so that an unchanged program is neither linked nor compressed nor sent again. Go has its own cache, which stays untouched.',
    examples: `
  $ go-containerize cache ls
  $ go-containerize cache clear`,
    commands: [
      {
        name: 'ls',
        summary: 'print what is kept, and how much',
        description: 'Prints what is kept, and how much.',
        examples: '\n  $ go-containerize cache ls --json',
        takes: isReport,
        load: async () => (await import('./cache.ts')).runList,
      },
      {
        name: 'clear',
        summary: 'delete it',
        description: 'Deletes what is kept. The next build is slower, and its result the same.',
        examples: '\n  $ go-containerize cache clear',
        takes: isReport,
        load: async () => (await import('./cache.ts')).runClear,
      },
    ],
  },
]
