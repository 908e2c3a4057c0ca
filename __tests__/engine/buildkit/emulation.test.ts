import {expect, test} from '@jest/globals'
import {emulationProblems} from '../../../src/engine/buildkit/index.ts'
import {type Platform, parsePlatform} from '../../../src/oci/index.ts'

const platformsOf = (text: string) => text.split(' ').flatMap(name => parsePlatform(name) ?? [])

function problemsOf(nodes: readonly string[], wanted: string) {
  const builder = {
    name: 'b',
    driver: 'remote',
    nodes: nodes.map(text => ({name: 'n', endpoint: 'e', platforms: platformsOf(text), labels: {}})),
  }
  return emulationProblems(
    builder,
    platformsOf(wanted).map((platform: Platform, index) => ({platform, line: 9 - index})),
  )
}

test.each([
  {nodes: ['linux/amd64'], wanted: 'linux/amd64'},
  {nodes: ['linux/amd64 linux/arm64'], wanted: 'linux/amd64 linux/arm64/v8'},
  {nodes: ['linux/amd64', 'linux/arm64'], wanted: 'linux/amd64 linux/arm64'},
  {nodes: ['linux/amd64 linux/amd64/v2 linux/amd64/v3'], wanted: 'linux/amd64/v3'},
  {nodes: ['linux/arm/v7'], wanted: 'linux/arm/v6'},
  {nodes: [''], wanted: 'linux/s390x'}, // it did not say what it runs
])('$wanted runs on $nodes', ({nodes, wanted}) => expect(problemsOf(nodes, wanted)).toEqual([]))

test.each([
  {nodes: ['linux/amd64'], wanted: 'linux/arm64 linux/arm64', names: 'linux/arm64 (RUN in lines 8, 9)'},
  {nodes: ['linux/amd64 linux/amd64/v2'], wanted: 'linux/amd64/v3', names: 'linux/amd64/v3 (RUN in line 9)'},
  {nodes: ['linux/arm/v6'], wanted: 'linux/arm/v7', names: 'linux/arm/v7 (RUN in line 9)'},
])('$wanted does not run on $nodes', ({nodes, wanted, names}) => {
  expect(problemsOf(nodes, wanted)).toEqual([
    {
      subject: 'platforms',
      message: expect.stringContaining(names),
      hint: expect.stringContaining('$BUILDPLATFORM'),
    },
  ])
})
