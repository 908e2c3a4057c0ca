import {expect, test} from '@jest/globals'
import {missesFiles, mountsInTheWay} from '../../../src/dockerfile/inside/index.ts'
import {read} from '../read.ts'

const TARGETS = ['/root/.cache/go-build', '/go/pkg/mod']

test.each([
  ["rm: can't remove '/go/pkg/mod': Resource busy", true],
  ['rmdir: x: Device or resource busy', true],
  ['ln: failed to create hard link: Invalid cross-device link', true],
  ["mkdir: can't create directory '/root/.cache/tool': Permission denied", true],
  ['chmod: /go/pkg: Operation not permitted', true],
  ['x.go:8:2: could not import y (open /root/.cache/go-build/06/06-d: no such file or directory)', true],
  ['go: open /go/pkg/mod/cache/download/example.com/x/@v/v1.0.0.zip: no such file or directory', true],
  ["rm: can't remove '/root/.cache/go-build/fb': No such file or directory", true],
  ["rm: cannot remove '/root/.cache/go-build/fb': Directory not empty", true],
  ['go: unlinkat /root/.cache/go-build/fb: directory not empty', true],
  ['/go/pkg/mod/example.com/x@v1.0.0/x.c:1:10: fatal error: zlib.h: No such file or directory', false],
  ['open /go/pkg/model: no such file or directory', false],
  ['/bin/sh: ./build.sh: Permission denied', false],
  ['chown: /app: Operation not permitted', false],
  ['main.go:3:1: syntax error', false],
  ['[build 2/2] RUN --mount=type=cache,target=/go/pkg/mod ./x.sh: permission denied', false],
])('%s: %p', (line, want) => {
  expect(mountsInTheWay(`process did not complete successfully\n${line}`, TARGETS)).toBe(want)
})

const GONE = 'failed to compute cache key: failed to calculate checksum of "/deps": not found'

test.each([
  ['a COPY from a stage', GONE, 4, true],
  ['a mount of a stage', GONE, 5, true],
  ['a COPY of the context', GONE, 6, false],
  ['another RUN', GONE, 2, false],
  ['no line', GONE, undefined, false],
  ['another failure', 'process did not complete successfully: not found', 5, false],
])('%s: what it misses may be in a mount', (_, message, line, want) => {
  const dockerfile = read(
    'FROM golang AS build\nRUN ./link.sh\nFROM scratch\nCOPY --from=build /deps /deps\nRUN --mount=from=build,source=/deps,target=/d x\nCOPY x /\n',
  )
  expect(missesFiles(message, dockerfile, line)).toBe(want)
})
