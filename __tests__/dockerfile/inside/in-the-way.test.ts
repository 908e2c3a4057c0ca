import {expect, test} from '@jest/globals'
import {mountsInTheWay} from '../../../src/dockerfile/inside/index.ts'

const TARGETS = ['/root/.cache/go-build', '/go/pkg/mod']

test.each([
  ["rm: can't remove '/go/pkg/mod': Resource busy", true],
  ['rmdir: x: Device or resource busy', true],
  ['ln: failed to create hard link: Invalid cross-device link', true],
  ["mkdir: can't create directory '/root/.cache/tool': Permission denied", true],
  ['chmod: /go/pkg: Operation not permitted', true],
  ['/bin/sh: ./build.sh: Permission denied', false],
  ['chown: /app: Operation not permitted', false],
  ['main.go:3:1: syntax error', false],
  ['[build 2/2] RUN --mount=type=cache,target=/go/pkg/mod ./x.sh: permission denied', false],
])('%s: %p', (line, want) => {
  expect(mountsInTheWay(`process did not complete successfully\n${line}`, TARGETS)).toBe(want)
})
