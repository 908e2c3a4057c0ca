import {expect, test} from '@jest/globals'
import {RequestError} from '../../src/lib/errors.ts'
import {digestOf, MEDIA_TYPE} from '../../src/oci/index.ts'
import {planPush} from '../../src/stages/push-layout.ts'

/** A layout of images by the names that they have in it. */
function plan(images: Readonly<Record<string, readonly string[]>>, asked: {images?: string[]; tags?: string[]} = {}) {
  const manifests = Object.entries(images).flatMap(([content, names]) =>
    names.map(name => ({
      mediaType: MEDIA_TYPE.index,
      digest: digestOf(content),
      size: 1,
      annotations: {'org.opencontainers.image.ref.name': name},
    })),
  )
  const index = {schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests} as const
  const request = {images: [], tags: [], registry: {logins: [], insecure: []}, ...asked}
  return planPush({path: '/layout', index}, request).map(
    ({image, root}) => `${root.digest.slice(7, 11)} ${image.name} ${image.tags.map(tag => tag.name).join(' ')}`,
  )
}

const A = digestOf('a').slice(7, 11)
const B = digestOf('b').slice(7, 11)

test.each([
  {
    name: 'every name that build gave',
    images: {a: ['r.io/x:1', 'r.io/x:2', 'q.io/y:1']},
    want: [`${A} r.io/x 1 2`, `${A} q.io/y 1`],
  },
  {name: 'several images', images: {a: ['r.io/a:1'], b: ['r.io/b:1']}, want: [`${A} r.io/a 1`, `${B} r.io/b 1`]},
  {
    name: 'another repository, the same tags',
    images: {a: ['r.io/x:1', 'r.io/x:2']},
    asked: {images: ['q.io/z']},
    want: [`${A} q.io/z 1 2`],
  },
  {
    name: 'the same repositories, another tag',
    images: {a: ['r.io/x:1', 'q.io/y:1']},
    asked: {tags: ['v2']},
    want: [`${A} r.io/x v2`, `${A} q.io/y v2`],
  },
  {name: 'a full reference', images: {a: ['r.io/x:1']}, asked: {tags: ['q.io/z:v2']}, want: [`${A} q.io/z v2`]},
  {
    name: '{name} for several images',
    images: {a: ['api:1'], b: ['web:1']},
    asked: {images: ['r.io/{name}']},
    want: [`${A} r.io/api 1`, `${B} r.io/web 1`],
  },
])('$name', ({images, asked, want}) => expect(plan(images, asked)).toEqual(want))

test('two images for one repository', () => {
  const push = () => plan({a: ['api:1'], b: ['web:1']}, {images: ['r.io/x']})
  expect(push).toThrow(RequestError)
  expect(push).toThrow('all of them would go to r.io/x')
})
