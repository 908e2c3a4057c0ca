import {expect, test} from '@jest/globals'
import type {AssembledImage} from '../../src/engine/types.ts'
import {type Descriptor, digestOf, type ImageConfig, MEDIA_TYPE} from '../../src/oci/index.ts'
import {reportOf} from '../../src/report/index.ts'

const main = {
  importPath: 'example.com/shop',
  dir: '/src',
  name: 'shop',
  modulePath: 'example.com/shop',
  moduleDir: '/src',
}
const platform = {os: 'linux', architecture: 'arm', variant: 'v7'}

function descriptor(mediaType: string, text: string): Descriptor {
  return {mediaType, digest: digestOf(text), size: text.length}
}

const config: ImageConfig = {os: 'linux', architecture: 'arm', rootfs: {type: 'layers', diff_ids: []}}
const layers = [descriptor(MEDIA_TYPE.layer, 'roots'), descriptor(MEDIA_TYPE.layer, 'program')]
const manifest = descriptor(MEDIA_TYPE.manifest, 'manifest')

const assembled: AssembledImage = {
  image: {
    name: 'shop',
    aliases: [],
    mains: [main],
    platforms: [platform],
    base: undefined,
    container: {labels: {}, annotations: {}, env: {}, ports: [], files: [], binaryPath: '/app/{name}'},
    labels: {},
    annotations: {},
    created: new Date(0),
    fileTime: new Date(0),
    shape: 'auto',
  },
  descriptor: manifest,
  platforms: [
    {
      platform,
      manifest,
      config: {descriptor: descriptor(MEDIA_TYPE.config, '{}'), bytes: Buffer.from('{}'), value: config},
      layers,
      binaries: [{main, destination: '/app/shop', sha256: 'ab', size: 7}],
    },
  ],
}

const run = {go: {version: '1.26.8', source: 'PATH'}, layout: '/out', caches: null, phases: [], warnings: []}

test('an image as the report says it', () => {
  const report = reportOf({
    ...run,
    images: [{name: 'ghcr.io/acme/shop', assembled, tags: ['a', 'b'], pushed: true, changed: true}],
  })
  expect(report.images).toEqual([
    {
      name: 'ghcr.io/acme/shop',
      digest: manifest.digest,
      mediaType: MEDIA_TYPE.manifest,
      tags: ['a', 'b'],
      references: ['ghcr.io/acme/shop:a', 'ghcr.io/acme/shop:b'],
      changed: true,
      pushed: true,
      mains: ['example.com/shop'],
      platforms: [
        {
          platform: 'linux/arm/v7',
          digest: manifest.digest,
          size: 'roots'.length + 'program'.length + '{}'.length,
          layers: layers.map(({digest, size, mediaType}) => ({digest, size, mediaType})),
          binaries: [{main: 'example.com/shop', path: '/app/shop', size: 7, sha256: 'ab'}],
        },
      ],
    },
  ])
})

test('what the tags name may be an earlier image of the same content', () => {
  const manifests = new Map(
    assembled.platforms.map(({manifest}) => [manifest.digest, {digest: digestOf('earlier manifest')}]),
  )
  const published = {digest: digestOf('earlier'), mediaType: MEDIA_TYPE.index, manifests}
  const images = [{name: 'r/i', assembled, tags: [], pushed: true, changed: false, published}]
  const [image] = reportOf({...run, images}).images
  expect(image).toMatchObject({
    digest: published.digest,
    references: [`r/i@${published.digest}`],
    platforms: [{digest: digestOf('earlier manifest')}],
  })
})

test('phases in the order in which they began', () => {
  const phases = [3, 1, 2].map(startMs => ({name: 'x', subject: 'y', startMs, durationMs: 1}))
  expect(reportOf({...run, images: [], phases}).phases.map(phase => phase.startMs)).toEqual([1, 2, 3])
})

test('the programs of a Dockerfile’s image are those that were found in it', () => {
  const {image} = assembled
  const ofDockerfile = {...assembled, image: {...image, mains: []}}
  const report = reportOf({
    ...run,
    images: [{name: 'ghcr.io/acme/shop', assembled: ofDockerfile, tags: ['a'], pushed: true, changed: true}],
  })
  expect(report.images.map(({mains}) => mains)).toEqual([['example.com/shop']])
})
