import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, test} from '@jest/globals'
import {nodeExec} from '../../src/lib/exec.ts'
import {openLayout} from '../../src/oci/index.ts'
import {loadImages} from '../../src/runtime/index.ts'
import {goBuild} from '../check/go-build.ts'
import {output} from '../helpers/bundle.ts'
import {type Dockerd, startDockerd} from '../helpers/dockerd.ts'
import {TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'
const NAME = 'example.com/acme/loaded'
const open = () => Promise.reject(new Error('nothing was missing'))

let docker: Dockerd
beforeAll(async () => {
  docker = await startDockerd()
})
afterAll(() => docker?.stop())

test('Docker takes the image for its machine, under each name, and runs it', () =>
  inTemporaryFolder(async folder => {
    const program = readFileSync(await goBuild(folder, {GOARCH: architecture, CGO_ENABLED: '0'}))
    const test = new TestLayout(`${folder}/layout`)
    const root = await test.index([
      {platform: {os: 'linux', architecture: 's390x'}, layers: [{other: 'x'}]},
      {
        platform: {os: 'linux', architecture},
        layers: [{'etc/motd': 'hello'}, {'app/hello': {executable: program}}],
        config: {Entrypoint: ['/app/hello']},
      },
    ])
    const names = [`${NAME}:t1`, `${NAME}:t2`]
    const layout = await openLayout(test.path)
    const loaded = await loadImages({exec: nodeExec, env: docker.env, layout, open, images: [{names, root}]})
    expect(loaded).toMatchObject({program: 'docker', references: names, platform: {architecture}})
    const [known] = JSON.parse(await output('docker', ['inspect', `${NAME}:t2`], {env: docker.env}))
    expect(known).toMatchObject({Architecture: architecture, Config: {Entrypoint: ['/app/hello']}})
    expect(known.RepoTags.sort()).toEqual(names)
    await output('docker', ['run', '--rm', '--network=none', `${NAME}:t1`], {env: docker.env})
  }))

test('a damaged layer is an error, and Docker has no image of it', () =>
  inTemporaryFolder(async folder => {
    const test = new TestLayout(`${folder}/layout`)
    const root = await test.manifest({
      platform: {os: 'linux', architecture},
      layers: [{damaged: 'x'.repeat(100)}],
      compress: tar => tar.subarray(0, -700),
    })
    const layout = await openLayout(test.path)
    const images = [{names: [`${NAME}:damaged`], root}]
    await expect(loadImages({exec: nodeExec, env: docker.env, layout, open, images})).rejects.toThrow(
      "docker didn't take the image",
    )
    const listed = await output('docker', ['images', '--quiet', `${NAME}:damaged`], {env: docker.env})
    expect(listed.trim()).toBe('')
  }))
