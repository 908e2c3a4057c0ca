// Advice that depends on what a program is made of, of which go is asked.
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {type DockerfileLab, startDockerfileLab} from '../helpers/dockerfile-lab.ts'
import {HOST_PLATFORM} from '../helpers/image.ts'

let lab: DockerfileLab

beforeAll(async () => {
  lab = await startDockerfileLab()
})

afterAll(() => lab?.stop())

/** Each needs a secret that it doesn't get, so that no run builds anything: advice comes before. */
const REPLACED = `FROM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 GOOS=linux go build -trimpath -o /out/shop .
FROM scratch
COPY --from=build /out/shop /shop
RUN --mount=type=secret,id=none,required true
USER 65532:65532
`
const INSIDE = REPLACED.replace('CGO_ENABLED=0 ', '')
const NET = 'net/http'

test.each([
  {mode: 'replace', imports: NET, dockerfile: REPLACED, rules: ['no-ca-certificates']},
  {mode: 'replace', imports: 'strings', dockerfile: REPLACED, rules: []},
  {mode: 'inside', imports: NET, dockerfile: INSIDE, rules: ['dynamic-on-scratch', 'no-ca-certificates']},
  {mode: 'inside', imports: 'strings', dockerfile: INSIDE, rules: []},
])('$mode of a program that uses $imports: $rules', async ({mode, imports, dockerfile, rules}) => {
  const main = `package main\n\nimport _ "${imports}"\n\nfunc main() {}\n`
  const dir = await lab.project({
    'go.mod': 'module example.com/shop\n\ngo 1.24\n',
    'main.go': main,
    Dockerfile: dockerfile,
  })
  const {stderr} = await lab.cli(['build', dir, '--platform', HOST_PLATFORM])
  expect(stderr).toContain(`Dockerfile: ${mode}`)
  expect(stderr).toContain('needs the secret "none"')
  const advised = [...stderr.matchAll(/\(advice ([a-z-]+);/g)].map(([, rule]) => rule)
  expect(advised.sort()).toEqual(rules)
})
