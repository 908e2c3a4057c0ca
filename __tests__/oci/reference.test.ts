import {describe, expect, test} from '@jest/globals'
import {formatReference, formatRepository, isTag, parseReference} from '../../src/oci/index.ts'

const HEX = 'a'.repeat(64)

describe('references', () => {
  test.each([
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['acme/app', 'docker.io/acme/app'],
    ['index.docker.io/acme/app:v1', 'docker.io/acme/app:v1'],
    ['ghcr.io/acme/app/web:v1', 'ghcr.io/acme/app/web:v1'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    ['127.0.0.1:5000/a/b', '127.0.0.1:5000/a/b'],
    ['[::1]:5000/app:v1', '[::1]:5000/app:v1'],
    ['GHCR.io/acme/app', 'ghcr.io/acme/app'],
    [`r.io/app@sha256:${HEX}`, `r.io/app@sha256:${HEX}`],
    [`r.io/app:v1@sha256:${HEX}`, `r.io/app:v1@sha256:${HEX}`],
    ['r.io/a__b/c--d/e.f', 'r.io/a__b/c--d/e.f'],
  ])('%s is %s', (text, want) => {
    const parsed = parseReference(text)
    expect('reference' in parsed ? formatReference(parsed.reference) : parsed.problem).toBe(want)
  })

  test.each([
    ['', 'is not a repository name'],
    ['ghcr.io/Acme/App', 'use "acme/app"'],
    ['Acme/app', 'use "acme/app"'],
    ['r.io/app:', 'is not a tag'],
    ['r.io/app:-x', 'is not a tag'],
    ['r.io/app:v1:v2', 'is not a tag'],
    ['r.io/app@sha256:abc', 'is not a digest'],
    ['r.io/a//b', 'is not a repository name'],
    ['r.io/.a', 'is not a repository name'],
    ['--help', 'is not a repository name'],
    ['https://r.io/app', 'is not'],
    [`r.io/${'a'.repeat(260)}`, 'longer than 255'],
  ])('%s is refused: %s', (text, want) => {
    const parsed = parseReference(text)
    expect('problem' in parsed ? parsed.problem : 'accepted').toMatch(new RegExp(want))
  })

  test('a repository is written without its tag', () => {
    expect(formatRepository({registry: 'r.io', repository: 'a/b'})).toBe('r.io/a/b')
  })
})

test.each([
  ['v1.2.3', true],
  ['_x', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['.x', false],
  ['-x', false],
  ['a b', false],
  ['a/b', false],
])('is %s a tag: %s', (text, want) => expect(isTag(text)).toBe(want))
