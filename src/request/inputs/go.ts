import type {InputSpec} from '../input-spec.ts'

export const GO = [
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
] as const satisfies readonly InputSpec[]
