// verify-replacement where a replaced stage does make another program: its image sets what no rule can see.
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {output} from '../helpers/bundle.ts'
import {type DockerfileLab, startDockerfileLab} from '../helpers/dockerfile-lab.ts'
import {HOST_PLATFORM} from '../helpers/image.ts'
import {writeFiles} from '../helpers/workspace.ts'

const TAG = `${GO_VERSION}-bookworm`
let lab: DockerfileLab

beforeAll(async () => {
  lab = await startDockerfileLab()
  const folder = join(lab.folder, 'patched')
  mkdirSync(folder)
  writeFiles(folder, {Dockerfile: `FROM golang:${GO_VERSION}\nENV GOFLAGS=-tags=patched\n`})
  const to = `type=image,name=${lab.host}/library/golang:${TAG},push=true`
  await output('buildx', ['build', '--provenance=false', '--output', to, folder], {env: lab.builder.env})
})

afterAll(() => lab?.stop())

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n',
  'main.go': 'package main\n\nvar edition = "plain"\n\nfunc main() { println(edition) }\n',
  'patched.go': '//go:build patched\n\npackage main\n\nfunc init() { edition = "patched" }\n',
}

const dockerfile = (flags: string) => `FROM golang:${TAG} AS build
WORKDIR /src
COPY go.mod *.go ./
RUN CGO_ENABLED=0 GOOS=linux go build ${flags} -o /out/shop .
FROM scratch
COPY --from=build /out/shop /shop
`

test.each([
  {flags: '-trimpath', what: 'bytes', says: [/\/out\/shop: sha256: [0-9a-f]{64} in the stage, [0-9a-f]{64} in ours/]},
  {flags: '-ldflags=-s', what: 'build info', says: []},
])('by $what: an error that names the difference, and no image', async ({flags, says}) => {
  const dir = await lab.project({...FILES, Dockerfile: dockerfile(flags)})
  const image = `${lab.host}/verified`
  const args = ['--platform', HOST_PLATFORM, '--advice', 'off', '--image', image, '--push', '--verify-replacement']
  const {stderr, stdout, exitCode} = await lab.cli(['build', dir, ...args])
  expect(stderr).toContain('Dockerfile: replace')
  expect(stderr).toMatch(/the replaced stage makes other programs \(linux\/[a-z0-9]+\):/)
  for (const line of [...says, /\/out\/shop: setting -tags: patched in the stage, \(none\) in ours/]) {
    expect(stderr).toMatch(line)
  }
  expect(stderr).toMatch(/hint: use dockerfile-mode: inside/)
  expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''})
  expect((await fetch(`http://${lab.host}/v2/verified/tags/list`)).status).toBe(404)
})
