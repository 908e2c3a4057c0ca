import type {Plan} from '../../src/plan/types.ts'
import type {Report, ReportImage} from '../../src/report/index.ts'

export const digest = (hexDigit: string) => `sha256:${hexDigit.repeat(64)}`

const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip'

function platform(name: string, hexDigit: string): ReportImage['platforms'][number] {
  return {
    platform: name,
    digest: digest(hexDigit),
    size: 9_412_345,
    layers: [
      {digest: digest('1'), size: 300_000, mediaType: LAYER},
      {digest: digest(hexDigit), size: 9_112_000, mediaType: LAYER},
    ],
    binaries: [{main: 'example.com/shop/cmd/shop', path: '/app/shop', size: 24_123_456, sha256: hexDigit.repeat(64)}],
  }
}

export const image: ReportImage = {
  name: 'ghcr.io/acme/shop',
  digest: digest('a'),
  mediaType: 'application/vnd.oci.image.index.v1+json',
  tags: ['main'],
  references: ['ghcr.io/acme/shop:main'],
  changed: true,
  pushed: true,
  mains: ['example.com/shop/cmd/shop'],
  platforms: [platform('linux/amd64', 'b'), platform('linux/arm64', 'c')],
}

export const report: Report = {
  go: {version: '1.26.8', source: 'toolchain line of go.mod'},
  images: [image],
  layout: '/home/me/.cache/go-containerize/layouts/shop',
  caches: null,
  phases: [
    {name: 'discover', subject: '.', startMs: 0, durationMs: 500},
    {name: 'compile', subject: 'linux/amd64', startMs: 500, durationMs: 9500},
    {name: 'compile', subject: 'linux/arm64', startMs: 500, durationMs: 4500},
    {name: 'check', subject: 'linux/arm64', startMs: 5000, durationMs: 2},
  ],
  warnings: [],
}

export const plan: Plan = {
  go: {version: '1.26.8', source: 'toolchain line of go.mod', reason: 'it is exact'},
  mains: [{importPath: 'example.com/shop/cmd/shop', dir: 'cmd/shop', name: 'shop', reason: 'named as the module'}],
  platforms: [
    {os: 'linux', architecture: 'amd64'},
    {os: 'linux', architecture: 'arm', variant: 'v7'},
  ],
  images: [
    {
      name: 'ghcr.io/acme/shop',
      mains: ['example.com/shop/cmd/shop'],
      tags: [
        {name: 'main', set: true, reason: 'the branch'},
        {name: 'latest', set: false, reason: 'only a release moves it'},
      ],
    },
  ],
  engine: {name: 'embedded', reason: 'the default'},
  dockerfile: null,
  base: 'scratch',
  push: {allowed: true, reason: 'push to the default branch'},
  cache: null,
  unresolved: [{what: 'right to push', why: 'needs the network'}],
  warnings: ['Dockerfile was ignored'],
}
