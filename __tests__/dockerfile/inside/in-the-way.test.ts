import {expect, test} from '@jest/globals'
import {missesFiles, mountsInTheWay, planInside} from '../../../src/dockerfile/inside/index.ts'
import {AMD64, read} from '../read.ts'

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
const LSTAT = 'failed at line 6: lstat /go/pkg/mod/example.com/lib@v1.0.0: no such file or directory'

const TAKING = `FROM golang AS build
RUN ./link.sh
FROM build AS more
FROM node AS web
FROM scratch
COPY --from=build /deps /deps
COPY --from=more /deps /deps
RUN --mount=from=build,source=/deps,target=/d x
COPY --from=web /deps /web
COPY x /
`

test.each([
  ['a COPY from a stage', GONE, 6, true],
  ['a pattern in it', LSTAT, 6, true],
  ['a COPY from a stage built on it', GONE, 7, true],
  ['a mount of a stage', GONE, 8, true],
  ['a stage without mounts of ours', GONE, 9, false],
  ['a COPY of the context', GONE, 10, false],
  ['a pattern of the context', LSTAT, 10, false],
  ['another RUN', GONE, 2, false],
  ['no line', GONE, undefined, false],
  ['another failure', 'process did not complete successfully: not found', 6, false],
])('%s: what it misses may be in a mount', (_, message, line, want) => {
  const requests = [{buildArgs: {}, target: AMD64, build: AMD64}]
  const answer = planInside({dockerfile: read(TAKING), requests, target: undefined, id: 'id'})
  if ('why' in answer) throw new Error(answer.why)
  expect(missesFiles(message, answer.plan, line)).toBe(want)
})
