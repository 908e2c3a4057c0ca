import {Readable} from 'node:stream'
import {expect, test} from '@jest/globals'
import {locationOf, withDigest} from '../../src/registry/location.ts'

const at = (url: string, location: string | undefined) =>
  locationOf({
    status: 202,
    headers: {location},
    url: new URL(url),
    body: Readable.from([]),
    discard: async () => {},
  })

test.each([
  {location: '/v2/a/blobs/uploads/1', want: 'https://r.test/v2/a/blobs/uploads/1'},
  {location: '1?_state=x', want: 'https://r.test/v2/a/blobs/uploads/1?_state=x'},
  {location: 'https://r.test/u/1?s=%2B', want: 'https://r.test/u/1?s=%2B'},
  {location: 'https://storage.test/u', want: 'https://storage.test/u'},
  // A registry that does not know that a proxy before it speaks TLS.
  {location: 'http://r.test/u/1?s=1', want: 'https://r.test/u/1?s=1'},
])('$location', ({location, want}) => expect(at('https://r.test/v2/a/blobs/uploads/', location).href).toBe(want))

test('an upload does not leave https', () => {
  expect(() => at('https://r.test/v2/', 'http://storage.test/u?sig=secret')).toThrow(
    'https://r.test/v2/ wants an upload sent to http://storage.test/u, not encrypted',
  )
})

test.each([undefined, '', 'http://['])('Location %p is no place', location => {
  expect(() => at('https://r.test/v2/', location)).toThrow(/does not say where/)
})

test.each([
  {location: 'https://r.test/u', want: 'https://r.test/u?digest=sha256%3Aab'},
  {location: 'https://r.test/u?state=a%2Bb==', want: 'https://r.test/u?state=a%2Bb==&digest=sha256%3Aab'},
])('the digest is added to $location', ({location, want}) => {
  expect(withDigest(new URL(location), 'sha256:ab').href).toBe(want)
})
