// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {overlayOf as overlayFor, platformFolder} from '../../../src/dockerfile/overlay/index.ts'
import {type Change, decide, dockerfileOf, platforms, typical} from '../modes/support.ts'

function overlayOf(text: string, change: Change = {}): {text: string; diff: string; paths: readonly string[]} {
  const decision = decide(text, change)
  const overlay = overlayFor(dockerfileOf(text), decision)
  if (!overlay || decision.mode !== 'replace') throw new Error(decision.reason)
  return {text: overlay.dockerfile.toString(), diff: overlay.diff, paths: overlay.programs.map(({path}) => path)}
}

const STAGE = (name: string, context = 'go-containerize-out') => `FROM scratch${name}
ARG TARGETOS
ARG TARGETARCH
ARG TARGETVARIANT
COPY --from=${context} /\${TARGETOS}_\${TARGETARCH}\${TARGETVARIANT}/ /
`

describe('replaceOverlay', () => {
  test('changes nothing but the stage', () => {
    const head = '# syntax=docker/dockerfile:1\r\n# ünïcode\n'
    const text = `${head}${typical()}# the end`
    const {text: overlay, paths} = overlayOf(text)
    const cut = text.slice(head.length, text.indexOf('\nFROM scratch') - 1)
    expect(overlay.replace(STAGE(' AS builder').trimEnd(), '')).toBe(
      text.replace(cut.trimEnd().replace(/\n#$/, ''), ''),
    )
    expect(paths).toEqual(['linux_amd64/out/app', 'linux_arm64/out/app'])
  })

  test('a stage without a name keeps its number and gets none', () => {
    const change = {head: 'FROM --platform=$BUILDPLATFORM golang:1.26.5', final: 'COPY --from=0 /out/app /app'}
    expect(overlayOf(typical(change)).text.startsWith(STAGE(''))).toBe(true)
  })

  test('files of the context come by COPYs of their own, with their flags', () => {
    const change = {
      before: 'COPY --chmod=755 scripts /opt/scripts/',
      final: 'COPY --from=builder /out/app /app\nCOPY --from=builder /opt/scripts/entry.sh /src/web /x/',
    }
    expect(overlayOf(typical(change)).text).toContain(`ARG TARGETVARIANT
COPY ["web", "/src/web/"]
COPY --chmod=755 ["scripts/entry.sh", "/opt/scripts/entry.sh"]
COPY --from=go-containerize-out`)
  })

  test('the context is nobody else’s name', () => {
    const change = {head: 'FROM alpine AS go-containerize-out\nFROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder'}
    const build = {contexts: ['go-containerize-out-2']}
    expect(overlayOf(typical(change), {build}).text).toContain('COPY --from=go-containerize-out-3 ')
  })

  test('signs that BuildKit would read are escaped', () => {
    const change = {
      before: 'COPY ["a\\\\$b.txt", "/x/"]',
      final: 'COPY --from=builder /out/app /app\nCOPY --from=builder /x/a\\$b.txt /',
    }
    const tree = {files: ['go.mod', 'main.go', 'a$b.txt']}
    expect(overlayOf(typical(change), {tree}).text).toContain('COPY ["a\\\\$b.txt", "/x/a\\\\$b.txt"]')
  })
})

test.each([
  ['linux/amd64', 'linux_amd64'],
  ['linux/amd64/v2', 'linux_amd64v2'],
  ['linux/arm', 'linux_armv7'],
  ['linux/arm/v6', 'linux_armv6'],
  ['linux/arm64/v8', 'linux_arm64'],
])('the folder of %s is %s', (name, folder) => {
  const [platform] = platforms(name)
  expect(platform && platformFolder(platform)).toBe(folder)
})

describe('what can’t be replaced, whatever is in it', () => {
  test.each([
    {syntax: 'docker/dockerfile:1.2', rule: 'overlay-syntax'},
    {syntax: 'docker/dockerfile:1.3.1', rule: 'overlay-syntax'},
    {syntax: 'docker/dockerfile:experimental', rule: 'overlay-syntax'},
    {syntax: 'docker/dockerfile@sha256:abc', rule: 'overlay-syntax'},
    {syntax: 'acme/frontend:1', rule: 'overlay-syntax'},
    {syntax: 'docker/dockerfile', rule: 'replace'},
    {syntax: 'docker/dockerfile:1', rule: 'replace'},
    {syntax: 'docker/dockerfile:1.4', rule: 'replace'},
    {syntax: 'docker.io/docker/dockerfile:1.10-labs@sha256:abc', rule: 'replace'},
    {syntax: 'docker/dockerfile:labs', rule: 'replace'},
  ])('$syntax: $rule', ({syntax, rule}) => {
    expect(decide(`# syntax=${syntax}\n${typical()}`).rule).toBe(rule)
  })

  test.each<{what: string; head?: string; change?: Change}>([
    {what: 'a build argument', change: {build: {buildArgs: {TARGETVARIANT: 'v7'}}}},
    {what: 'a global ARG', head: 'ARG TARGETVARIANT=v7\n'},
  ])('$what that hides the platform', ({head = '', change = {}}) => {
    expect(decide(head + typical(), change).rule).toBe('overlay-platform-args')
  })
})

test('the diff shows what becomes of the stage', () => {
  const {diff} = overlayOf(typical())
  expect(diff).toMatch(/^--- Dockerfile\tas committed\n\+\+\+ Dockerfile\tas built\n@@ -1,/)
  expect(diff).toContain('\n-FROM --platform=$BUILDPLATFORM golang:1.26.5 AS builder\n')
  expect(diff).toContain('\n+FROM scratch AS builder\n')
})

test('programs of a build-command are known by their paths in the stage', () => {
  const text = typical({build: 'RUN make', final: 'COPY --from=builder /src/bin/app /app'})
  const overlay = overlayFor(dockerfileOf(text), decide(text, {buildCommand: ['make']}))
  expect(overlay?.programs[1]).toEqual({
    kind: 'compiled',
    path: 'linux_arm64/src/bin/app',
    by: 'builder linux/arm64',
    executable: '/src/bin/app',
  })
})

test('an ordinary build has no overlay', () => {
  const text = 'FROM nginx\nCOPY web /w\n'
  expect(overlayFor(dockerfileOf(text), decide(text))).toBeUndefined()
})
