import {writeFileSync} from 'node:fs'
import {pipeline, Readable} from 'node:stream'
import {describe, expect, test} from '@jest/globals'
import {extract} from 'tar-stream'
import type {Command, Exec} from '../../src/lib/exec.ts'
import {type Descriptor, openLayout} from '../../src/oci/index.ts'
import {findContainerEngine} from '../../src/runtime/index.ts'
import {chooseManifest, loadImages} from '../../src/runtime/load.ts'
import {TestLayout} from '../helpers/layouts.ts'
import {inTemporaryFolder} from '../helpers/workspace.ts'

const NAMES = ['example.com/app:t1', 'example.com/app:t2']
const open = () => Promise.reject(new Error('nothing was missing'))
const ok = (stdout = '') => ({exitCode: 0, stdout, stderr: ''})
const notFound = () => Promise.reject(Object.assign(new Error('spawn ENOENT'), {code: 'ENOENT'}))

async function textMembers(tar: AsyncIterable<Buffer>): Promise<Map<string, string>> {
  const members = new Map<string, string>()
  const archive = extract()
  pipeline(tar, archive, () => {}) // the loop below sees the error
  for await (const entry of archive) {
    let text = ''
    for await (const chunk of entry) text += String(chunk)
    members.set(entry.header.name, text)
  }
  return members
}

/** Docker on arm64, as far as loading goes: it keeps what came on standard input. */
function docker(onLoad: (stdin: AsyncIterable<Buffer>) => Promise<{exitCode: number; stdout: string; stderr: string}>) {
  const commands: Command[] = []
  const exec: Exec = async command => {
    commands.push(command)
    if (command.args[0] === 'version') return ok('linux/arm64\n')
    if (!(command.stdin instanceof Readable)) throw new Error('the archive is a stream')
    return onLoad(command.stdin)
  }
  return {exec, commands}
}

async function twoPlatforms(folder: string) {
  const test = new TestLayout(folder)
  const layers = [{'app/hello': 'hello'}]
  const root = await test.index(
    ['amd64', 'arm64'].map(architecture => ({platform: {os: 'linux', architecture}, layers})),
  )
  return {layout: await openLayout(folder), root, test}
}

describe('loadImages', () => {
  test("sends the engine's platform as an OCI layout and a Docker archive in one", () =>
    inTemporaryFolder(async folder => {
      const {layout, root} = await twoPlatforms(folder)
      let members = new Map<string, string>()
      const {exec, commands} = docker(async stdin => {
        members = await textMembers(stdin)
        return ok('Loaded image: example.com/app:t1\n')
      })
      const env = {PATH: '/bin', DOCKER_HOST: 'tcp://arm', INPUT_PASSWORD: 'secret', GITHUB_TOKEN: 'secret'}
      const loaded = await loadImages({exec, env, layout, open, images: [{names: NAMES, root}]})
      expect(loaded).toEqual({
        program: 'docker',
        platform: {os: 'linux', architecture: 'arm64'},
        references: NAMES,
      })
      expect(commands[1]?.args).toEqual(['load', '--quiet'])
      expect(commands[1]?.env).toEqual({PATH: '/bin', DOCKER_HOST: 'tcp://arm'})

      const [image] = JSON.parse(members.get('manifest.json') ?? '[]')
      expect(image.RepoTags).toEqual(NAMES)
      expect(JSON.parse(members.get(image.Config) ?? '')).toMatchObject({architecture: 'arm64'})
      expect(members.has(image.Layers[0])).toBe(true)
      const {manifests} = JSON.parse(members.get('index.json') ?? '{}')
      expect(manifests.map((m: Descriptor) => m.annotations?.['io.containerd.image.name'])).toEqual(NAMES)
      expect(members.has(`blobs/sha256/${manifests[0].digest.slice(7)}`)).toBe(true)
      expect(members.get('oci-layout')).toBe('{"imageLayoutVersion":"1.0.0"}')
    }))

  test('an image without a name is known by its ID', () =>
    inTemporaryFolder(async folder => {
      const {layout, root} = await twoPlatforms(folder)
      const {exec} = docker(async stdin => {
        await textMembers(stdin)
        return ok('Loaded image ID: sha256:0123\n')
      })
      const loaded = await loadImages({exec, env: {}, layout, open, images: [{names: [], root}]})
      expect(loaded.references).toEqual(['sha256:0123'])
    }))

  test('a refusal ends with what the engine said', () =>
    inTemporaryFolder(async folder => {
      const {layout, root} = await twoPlatforms(folder)
      const {exec} = docker(async () => ({exitCode: 1, stdout: '', stderr: 'x\nno space left on device\n'}))
      await expect(loadImages({exec, env: {}, layout, open, images: [{names: NAMES, root}]})).rejects.toThrow(
        "docker didn't take the image: no space left on device",
      )
    }))

  test('a damaged layer stops the engine that waits for the rest', () =>
    inTemporaryFolder(async folder => {
      const {layout, root, test} = await twoPlatforms(folder)
      const {manifests}: {manifests: [Descriptor, Descriptor]} = JSON.parse(String(await layout.read(root)))
      const arm = manifests[1]
      const manifest: {layers: [Descriptor]} = JSON.parse(String(await layout.read(arm)))
      const {digest, size} = manifest.layers[0]
      writeFileSync(test.blobFile(digest), Buffer.alloc(size))
      const exec: Exec = command => {
        if (command.args[0] === 'version') return Promise.resolve(ok('linux/arm64'))
        if (command.stdin instanceof Readable) command.stdin.on('error', () => {}).resume()
        return new Promise((_, reject) => {
          command.signal?.addEventListener('abort', () => reject(command.signal?.reason))
        })
      }
      await expect(loadImages({exec, env: {}, layout, open, images: [{names: NAMES, root}]})).rejects.toThrow(digest)
    }))
})

describe('findContainerEngine', () => {
  test.each([
    {case: 'Docker', answers: {docker: ok('linux/amd64')}, want: 'docker linux/amd64'},
    {case: 'Docker of another machine', answers: {docker: ok('linux/aarch64')}, want: 'docker linux/arm64'},
    {case: 'podman without Docker', answers: {podman: ok('linux/amd64')}, want: 'podman linux/amd64'},
    {
      case: 'podman beside a Docker that is down',
      answers: {docker: {exitCode: 1, stdout: '', stderr: 'Cannot connect'}, podman: ok('linux/amd64')},
      want: 'podman linux/amd64',
    },
    {
      case: "podman's imitation of docker",
      answers: {docker: {exitCode: 125, stdout: '', stderr: 'bad template'}, podman: ok('linux/amd64')},
      want: 'podman linux/amd64',
    },
  ])('$case', async ({answers, want}) => {
    const exec: Exec = ({program}) => Promise.resolve(Reflect.get(answers, program) ?? notFound())
    const {program, platform} = await findContainerEngine(exec, {})
    expect(`${program} ${platform.os}/${platform.architecture}`).toBe(want)
  })

  test('neither', async () => {
    const exec: Exec = ({program}) =>
      program === 'docker'
        ? Promise.resolve({exitCode: 1, stdout: '/\n', stderr: 'Cannot connect to the Docker daemon\n'})
        : notFound()
    await expect(findContainerEngine(exec, {})).rejects.toMatchObject({
      message:
        'no container engine to load the image into: docker: Cannot connect to the Docker daemon; podman: not found',
      hint: expect.stringContaining('--output'),
    })
  })
})

describe('chooseManifest', () => {
  const manifest = (architecture: string, variant?: string): Descriptor => ({
    mediaType: '',
    digest: 'sha256:0',
    size: 0,
    platform: {os: 'linux', architecture, ...(variant === undefined ? {} : {variant})},
  })
  const ARM = {os: 'linux', architecture: 'arm', variant: 'v7'}

  test.each([
    {list: [manifest('amd64'), manifest('arm', 'v7'), manifest('arm', 'v6')], want: 'v6'},
    {list: [manifest('arm', 'v7'), manifest('arm')], want: undefined},
    {list: [manifest('s390x', 'only')], want: 'only'},
  ])('variant $want', ({list, want}) => {
    expect(chooseManifest(list, ARM, 'app').platform?.variant).toBe(want)
  })

  test('none fits', () => {
    expect(() => chooseManifest([manifest('amd64'), manifest('arm64')], ARM, 'app')).toThrow(
      "app can't be loaded: the container engine runs linux/arm, the image is for linux/amd64, linux/arm64",
    )
  })
})
