import {expect, test} from '@jest/globals'
import {OUTPUTS, outputsOf} from '../../src/actions/index.ts'
import type {Report, ReportImage} from '../../src/report/index.ts'

const amd64 = {
  platform: 'linux/amd64',
  digest: 'sha256:a',
  size: 10,
  layers: [],
  binaries: [{main: 'example.com/shop', path: '/app/shop', size: 5, sha256: 'cafe'}],
}
const arm64 = {...amd64, platform: 'linux/arm64', digest: 'sha256:b'}

function image(name: string, more: Partial<ReportImage> = {}): ReportImage {
  return {
    name,
    digest: 'sha256:i',
    mediaType: 'application/vnd.oci.image.index.v1+json',
    tags: ['v1', 'latest'],
    references: [`${name}:v1`, `${name}:latest`],
    changed: false,
    pushed: true,
    mains: ['example.com/shop'],
    platforms: [amd64, arm64],
    ...more,
  }
}
function report(...images: ReportImage[]): Report {
  return {
    go: {version: 'go1.26.8', source: 'PATH'},
    images,
    layout: '/tmp/layout',
    caches: null,
    phases: [],
    warnings: [],
  }
}

test('one image', () => {
  const one = report(image('ghcr.io/acme/shop'))
  expect(outputsOf(one)).toEqual({
    image: 'ghcr.io/acme/shop',
    digest: 'sha256:i',
    digests: '{"linux/amd64":"sha256:a","linux/arm64":"sha256:b"}',
    ref: 'ghcr.io/acme/shop@sha256:i',
    refs: 'ghcr.io/acme/shop:v1\nghcr.io/acme/shop:latest',
    'tag-names': 'v1\nlatest',
    images: JSON.stringify({
      'ghcr.io/acme/shop': {
        digest: 'sha256:i',
        ref: 'ghcr.io/acme/shop@sha256:i',
        digests: {'linux/amd64': 'sha256:a', 'linux/arm64': 'sha256:b'},
        tags: ['v1', 'latest'],
        references: ['ghcr.io/acme/shop:v1', 'ghcr.io/acme/shop:latest'],
        changed: false,
        pushed: true,
      },
    }),
    pushed: 'true',
    changed: 'false',
    layout: '/tmp/layout',
    binaries: JSON.stringify([
      {main: 'example.com/shop', platform: 'linux/amd64', path: '/app/shop', size: 5, sha256: 'cafe'},
      {main: 'example.com/shop', platform: 'linux/arm64', path: '/app/shop', size: 5, sha256: 'cafe'},
    ]),
    'go-version': '1.26.8',
    report: JSON.stringify(one),
  })
})

test('several repositories: one that changed changes the run, one that was not pushed leaves it unpushed', () => {
  const outputs = outputsOf(report(image('a.io/x'), image('b.io/x', {changed: true, pushed: false, tags: ['v2']})))
  expect(outputs).toMatchObject({image: 'a.io/x', changed: 'true', pushed: 'false', 'tag-names': 'v1\nlatest\nv2'})
  expect(JSON.parse(outputs.binaries ?? '')).toHaveLength(2)
})

test('what names no host stays available where a host is masked', () => {
  const outputs = outputsOf(report(image('secret-host.example/x')))
  for (const name of ['digest', 'digests', 'tag-names']) expect(outputs[name]).not.toContain('secret-host')
})

test('no image gives empty outputs, each of them declared', () => {
  const outputs = outputsOf(report())
  expect(Object.keys(outputs)).toEqual(OUTPUTS.map(({name}) => name))
  expect(outputs).toMatchObject({image: '', digest: '', ref: '', digests: '{}', pushed: 'false', changed: 'false'})
})
