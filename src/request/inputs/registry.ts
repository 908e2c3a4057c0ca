import type {InputSpec} from '../input-spec.ts'

export const REGISTRY = [
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
] as const satisfies readonly InputSpec[]
