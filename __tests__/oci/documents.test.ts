import {expect, test} from '@jest/globals'
import {MEDIA_TYPE, parseImageConfig, parseManifest} from '../../src/oci/index.ts'

const bytes = (value: object) => Buffer.from(JSON.stringify(value))
const config = {mediaType: MEDIA_TYPE.config, digest: `sha256:${'0'.repeat(64)}`, size: 2}

// As BuildKit writes an image of a Dockerfile that adds no file.
test('an image without layers may say null', () => {
  expect(parseManifest(bytes({config, layers: null}), MEDIA_TYPE.manifest, 'it').layers).toEqual([])
  const image = bytes({os: 'linux', architecture: 'amd64', rootfs: {type: 'layers', diff_ids: null}})
  expect(parseImageConfig(image, 'it').rootfs.diff_ids).toEqual([])
})

test('what has no list at all is no image', () => {
  expect(() => parseManifest(bytes({config}), MEDIA_TYPE.manifest, 'it')).toThrow('it is no image')
  expect(() => parseImageConfig(bytes({os: 'linux', architecture: 'amd64', rootfs: {}}), 'it')).toThrow(
    'it is no container image',
  )
})
