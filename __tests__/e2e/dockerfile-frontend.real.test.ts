// A frontend that a Dockerfile names by `# syntax`, in place of the builder's own.
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {type DockerfileLab, startDockerfileLab} from '../helpers/dockerfile-lab.ts'
import {pushFrontend} from '../helpers/frontend.ts'

let lab: DockerfileLab

beforeAll(async () => {
  lab = await startDockerfileLab()
  await pushFrontend(`${lab.host}/docker/dockerfile:1`)
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
