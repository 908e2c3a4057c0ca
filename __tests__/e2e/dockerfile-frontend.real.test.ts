// A frontend that a Dockerfile names by `# syntax`, in place of the builder's own.
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {GO_VERSION} from '../helpers/base-images.ts'
import {type DockerfileLab, startDockerfileLab} from '../helpers/dockerfile-lab.ts'
import {pushFrontend} from '../helpers/frontend.ts'
import {HOST_PLATFORM} from '../helpers/image.ts'

let lab: DockerfileLab

beforeAll(async () => {
  lab = await startDockerfileLab()
  await pushFrontend(`${lab.host}/docker/dockerfile:1`)
  await pushFrontend(`${lab.host}/docker/dockerfile:1.20`, {lacks: ['contexts']})
  await pushFrontend(`${lab.host}/docker/dockerfile:1.21`, {lacks: ['contexts', 'subrequests']})
})

afterAll(() => lab?.stop())

const MODULE = {'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n'}

test('a file that only the frontend may read is left to it, and its error is the one that is told', async () => {
  const dir = await lab.project({
    ...MODULE,
    Dockerfile: '# syntax=docker/dockerfile:1\nFROM scratch\nCOPPY a b\n',
  })
  const {exitCode, stderr} = await lab.cli(['build', dir])
  expect(stderr).toMatch(/Dockerfile: inside.*only docker\/dockerfile:1 can tell what it says/)
  expect(stderr).toMatch(
    /the Dockerfile's build failed at line 3: dockerfile parse error on line 3: unknown instruction/,
  )
  expect(exitCode).toBe(1)
})

const GO_STAGES = `FROM golang:${GO_VERSION} AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 GOOS=linux go build -trimpath -o /out/shop .
FROM scratch
COPY --from=build /out/shop /shop
`

test.each([
  {version: '1', what: 'has named contexts', says: /Dockerfile: replace/, denies: /built as it is/},
  {
    version: '1.20',
    what: 'has none',
    says: /built as it is .*the frontend that reads it has no named contexts/,
    denies: /please report/,
  },
  {
    version: '1.21',
    what: 'can’t be asked either',
    says: /built as it is .*has no named contexts/,
    denies: /please report/,
  },
])('a frontend that $what', async ({version, says, denies}) => {
  const dir = await lab.project({...MODULE, Dockerfile: `# syntax=docker/dockerfile:${version}\n${GO_STAGES}`})
  const args = ['--platform', HOST_PLATFORM, '--advice', 'off']
  const {exitCode, stderr} = await lab.cli(['build', dir, ...args])
  expect(stderr).toMatch(says)
  expect(stderr).not.toMatch(denies)
  expect(exitCode).toBe(0)
  if (version === '1') return
  const asked = await lab.cli(['build', dir, ...args, '--dockerfile-mode', 'replace'])
  expect(asked.stderr).toMatch(/named contexts/)
  expect(asked.exitCode).not.toBe(0)
})
