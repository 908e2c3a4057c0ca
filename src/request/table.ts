/**
 * The one table of inputs. action.yml, the command line's flags and docs/reference.md are made from it, so a name,
 * a default or a description is written once. How each value is read stands in parse.ts.
 */
export type InputKind =
  /** One value. */
  | 'text'
  /** Items separated by newlines or commas. */
  | 'list'
  /** Items separated by newlines only: their values may hold commas. */
  | 'lines'
  /** NAME=value items, separated by newlines only. */
  | 'pairs'
  /** A command: a JSON array, or words as a shell would split them, without a shell. */
  | 'words'
  | 'boolean'
  /** `auto`, `true` or `false`. */
  | 'tri-state'
  | 'enum'
  | 'path'
  | 'secret'

export type Door = 'action' | 'cli'

export interface InputSpec {
  readonly name: string
  /** Further names that mean the same; values given under several names of a list are joined. */
  readonly aliases?: readonly string[]
  readonly kind: InputKind
  readonly group: InputGroup
  /** One or two sentences, plain text. */
  readonly about: string
  /** What an absent value means, in words or as the value itself. */
  readonly default?: string
  readonly example?: string
  /** Accepted values of an `enum`. */
  readonly values?: readonly string[]
  /** The door that has it, when not both have. */
  readonly only?: Door
  /** What stands for the value in `--help`. */
  readonly metavar?: string
  /** Environment variable that the command line reads when the flag is absent: a secret in argv is seen by `ps`. */
  readonly env?: string
}

export const GROUPS = {
  what: 'What to build',
  where: 'Where it goes',
  go: 'Which Go, and its caches',
  compile: 'How it is compiled',
  image: 'What the image holds',
  registry: 'Registries and credentials',
  report: 'What is printed',
} as const
export type InputGroup = keyof typeof GROUPS

export const INPUTS = [
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
  {
    name: 'engine',
    kind: 'enum',
    group: 'image',
    about: 'Who makes the image: `embedded` needs no daemon; `buildkit`, which goes through buildx, is not there yet.',
    values: ['auto', 'embedded', 'buildkit', 'buildx'],
    default: 'auto',
    metavar: 'ENGINE',
  },
  {
    name: 'base',
    kind: 'text',
    group: 'image',
    about: 'Base image: a reference, or oci-layout://PATH[:TAG].',
    default: 'scratch, with CA certificates, time zones, a nonroot user and /tmp',
    example: 'gcr.io/distroless/static-debian12',
    metavar: 'REFERENCE',
  },
  {
    name: 'manifest',
    kind: 'enum',
    group: 'image',
    about: 'Shape of what is published: `auto` is a plain manifest for one platform and an index for several.',
    values: ['auto', 'single', 'index'],
    default: 'auto',
    metavar: 'SHAPE',
  },
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
  {
    name: 'go-version',
    kind: 'text',
    group: 'go',
    about:
      'Version of Go: exact (1.25.3, 1.26rc1), a range (1.25.x, ^1.24), stable or oldstable. In YAML it needs quotes.',
    default:
      'what go.work, go.mod, .go-version or .tool-versions say; on the command line the installed Go, if it is new enough',
    example: '1.25.x',
    metavar: 'VERSION',
  },
  {
    name: 'go-version-file',
    kind: 'path',
    group: 'go',
    about: 'File that names the version of Go: a go.mod, go.work, .go-version or .tool-versions.',
    example: '.go-version',
    metavar: 'FILE',
  },
  {
    name: 'check-latest',
    kind: 'boolean',
    group: 'go',
    about: 'Of a range take the newest published version, even if an older one that fits is installed.',
    default: 'false',
  },
  {
    name: 'architecture',
    kind: 'text',
    group: 'go',
    about:
      'Architecture of the Go that compiles, in names such as x64 and arm64; not of the image, which is `platforms`.',
    default: "this machine's",
    metavar: 'NAME',
  },
  {
    name: 'go-download-base-url',
    kind: 'text',
    group: 'go',
    about:
      'Mirror of the download site. What it sends is run only if its list, or a .sha256 file beside it, vouches for it.',
    default: 'https://go.dev/dl',
    metavar: 'URL',
    env: 'GO_DOWNLOAD_BASE_URL',
  },
  {
    name: 'go-toolchain-sum',
    kind: 'text',
    group: 'go',
    about:
      'Hash of the golang.org/toolchain module of the wanted version, as in a go.sum. With it a module proxy is enough where there is no Go at all.',
    example: 'h1:…',
    metavar: 'SUM',
  },
  {
    name: 'go-private',
    kind: 'list',
    group: 'go',
    about:
      'Patterns of private modules, added to GOPRIVATE: fetched from their own host, and unknown to proxies and checksum databases.',
    example: 'github.com/acme/*',
    metavar: 'PATTERN',
  },
  {
    name: 'go-private-token',
    kind: 'secret',
    group: 'go',
    about:
      'Token that may read the private modules. Only git sees it, through its environment, and sends it to the hosts in `go-private` alone.',
    metavar: 'TOKEN',
    env: 'GO_CONTAINERIZE_GO_PRIVATE_TOKEN',
  },
  {
    name: 'cache',
    kind: 'enum',
    group: 'go',
    about:
      "Carry Go's module and build caches from run to run. `auto` saves on the default branch and builds tags, releases and strangers' pull requests without a foreign build cache; `read` never saves.",
    values: ['auto', 'true', 'false', 'read'],
    default: 'auto',
    only: 'action',
  },
  {
    name: 'cache-suffix',
    kind: 'text',
    group: 'go',
    about: 'Part of the build cache’s key, for jobs that build the same programs in ways that the key does not know.',
    example: 'nightly',
    only: 'action',
  },
  {
    name: 'labels',
    aliases: ['label'],
    kind: 'pairs',
    group: 'image',
    about: 'Labels of the image, one KEY=value a line.',
    example: 'org.opencontainers.image.title=Shop',
    metavar: 'KEY=VALUE',
  },
  {
    name: 'annotations',
    aliases: ['annotation'],
    kind: 'pairs',
    group: 'image',
    about: 'Annotations of the manifests and the index, one KEY=value a line.',
    example: 'org.opencontainers.image.description=The shop',
    metavar: 'KEY=VALUE',
  },
  {
    name: 'env',
    kind: 'pairs',
    group: 'image',
    about: 'Environment variables of the container, one NAME=value a line.',
    example: 'TZ=Europe/Berlin',
    metavar: 'NAME=VALUE',
  },
  {
    name: 'user',
    kind: 'text',
    group: 'image',
    about: 'User of the container: uid[:gid] or names that the image knows.',
    default: "65532, or the base's user",
    example: '1000:1000',
    metavar: 'USER',
  },
  {
    name: 'entrypoint',
    kind: 'words',
    group: 'image',
    about: 'What the container runs: a JSON array, or words. Needed when one image holds several programs.',
    default: 'the program',
    example: '["/app/server", "--verbose"]',
    metavar: 'COMMAND',
  },
  {
    name: 'cmd',
    kind: 'words',
    group: 'image',
    about: 'Arguments that `docker run IMAGE ARGUMENTS` replaces: a JSON array, or words.',
    example: 'serve --port 8080',
    metavar: 'ARGUMENTS',
  },
  {
    name: 'ports',
    aliases: ['port'],
    kind: 'list',
    group: 'image',
    about: 'Ports that the program listens on: PORT, FIRST-LAST, with /tcp, /udp or /sctp.',
    example: '8080,9090-9092/udp',
    metavar: 'PORT',
  },
  {
    name: 'healthcheck',
    kind: 'text',
    group: 'image',
    about:
      'How Docker asks the program whether it works, in the words of a Dockerfile: [--interval=D --timeout=D --start-period=D --start-interval=D --retries=N] CMD COMMAND, or none.',
    example: '--interval=10s --timeout=3s CMD ["/app/server", "health"]',
    metavar: 'CHECK',
  },
  {
    name: 'stop-signal',
    kind: 'text',
    group: 'image',
    about: 'Signal that stops the container.',
    default: "SIGTERM, or the base's",
    example: 'SIGINT',
    metavar: 'SIGNAL',
  },
  {
    name: 'image-workdir',
    kind: 'text',
    group: 'image',
    about: 'Folder that the program starts in; absolute.',
    default: "/, or the base's",
    example: '/data',
    metavar: 'PATH',
  },
  {
    name: 'binary-path',
    kind: 'text',
    group: 'image',
    about: 'Where the program stands in the image; absolute. `{name}` is its name, and a final / means a folder.',
    default: '/app/{name}',
    example: '/usr/local/bin/{name}',
    metavar: 'PATH',
  },
  {
    name: 'files',
    aliases: ['file'],
    kind: 'lines',
    group: 'image',
    about:
      'Files and folders to add, one SOURCE:DESTINATION a line. The source is relative to the Go folder, the destination absolute; a final / of the destination means "into this folder".',
    example: 'config/prod.yaml:/etc/shop/config.yaml',
    metavar: 'SOURCE:DESTINATION',
  },
  {
    name: 'registry-auth',
    kind: 'secret',
    group: 'registry',
    about:
      'Credentials by registry, one `registry=HOST,username=NAME,password=SECRET` a line; a field that holds a comma is put in double quotes as a whole.',
    example: 'registry=registry.example.com,username=ci,password=SECRET',
    metavar: 'LOGIN',
    env: 'GO_CONTAINERIZE_REGISTRY_AUTH',
  },
  {
    name: 'username',
    kind: 'text',
    group: 'registry',
    about: 'User name for the registry; only when all images are in one registry.',
    default: "Docker's configuration",
    metavar: 'NAME',
    env: 'GO_CONTAINERIZE_USERNAME',
  },
  {
    name: 'password',
    kind: 'secret',
    group: 'registry',
    about: 'Password or token that belongs to `username`.',
    metavar: 'SECRET',
    env: 'GO_CONTAINERIZE_PASSWORD',
  },
  {
    name: 'insecure-registries',
    aliases: ['insecure-registry'],
    kind: 'list',
    group: 'registry',
    about: 'Registries that may be spoken to without TLS. Those on this machine always may.',
    example: 'registry.local:5000',
    metavar: 'HOST',
  },
  {
    name: 'github-token',
    kind: 'secret',
    group: 'registry',
    about: 'Token for ghcr.io, used there only, and only when nothing else gives credentials for it.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not JavaScript's
    default: '${{ github.token }}',
    metavar: 'TOKEN',
    env: 'GITHUB_TOKEN',
  },
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

export type InputName = (typeof INPUTS)[number]['name']

/** The rows of the sub-action `setup`. A token would have to go to a file to reach other steps, so it takes none. */
export function setupInputs(): readonly (InputSpec & {readonly name: InputName})[] {
  const isOfSetup = ({name, group}: InputSpec) =>
    name === 'working-directory' || (group === 'go' && !/^go-private/.test(name))
  return inputsOf('action').filter(isOfSetup)
}

/** The rows that a door has, in the table's order. */
export function inputsOf(door: Door): readonly (InputSpec & {readonly name: InputName})[] {
  return INPUTS.filter((input: InputSpec) => input.only === undefined || input.only === door)
}
