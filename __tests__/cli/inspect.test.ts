import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from '@jest/globals'
import {digestOf, hexOf, MEDIA_TYPE} from '../../src/oci/index.ts'
import {cli} from './session.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-inspect-'))
  await mkdir(join(folder, 'blobs', 'sha256'), {recursive: true})
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
})
afterEach(() => rm(folder, {recursive: true, force: true}))

async function blob(mediaType: string, value: unknown) {
  const bytes = Buffer.from(JSON.stringify(value))
  const digest = digestOf(bytes)
  await writeFile(join(folder, 'blobs', 'sha256', hexOf(digest)), bytes)
  return {mediaType, digest, size: bytes.length}
}

/** An index of one platform and one attestation as BuildKit adds it. */
async function writeImage() {
  const layer = await blob(MEDIA_TYPE.layer, 'x'.repeat(998)) // and two quotes
  const rootfs = {type: 'layers', diff_ids: [digestOf('tar')]}
  const runs = {Entrypoint: ['/app/a b'], User: '65532'}
  const config = await blob(MEDIA_TYPE.config, {os: 'linux', architecture: 'arm64', config: runs, rootfs})
  const manifest = await blob(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config,
    layers: [layer],
  })
  const attestation = await blob(MEDIA_TYPE.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.manifest,
    config: await blob(MEDIA_TYPE.config, {architecture: 'unknown', os: 'unknown', rootfs}),
    layers: [await blob('application/vnd.in-toto+json', 'abc')],
  })
  const index = await blob(MEDIA_TYPE.index, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.index,
    manifests: [manifest, {...attestation, platform: {os: 'unknown', architecture: 'unknown'}}],
    annotations: {a: 'b'},
  })
  const named = {...index, annotations: {'org.opencontainers.image.ref.name': 'shop'}}
  await writeFile(join(folder, 'index.json'), JSON.stringify({schemaVersion: 2, manifests: [named]}))
  return {index, manifest, attestation, config, layer, runs}
}

test('a layout is shown with its platforms, sizes and what it runs', async () => {
  const {index, manifest, attestation, config, layer, runs} = await writeImage()
  const {exitCode, stdout} = await cli(['inspect', folder, '--json'])
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    subject: folder,
    images: [
      {
        name: 'shop',
        digest: index.digest,
        mediaType: MEDIA_TYPE.index,
        annotations: {a: 'b'},
        platforms: [
          {
            platform: 'linux/arm64',
            digest: manifest.digest,
            size: config.size + 1000,
            layers: [layer],
            config: runs,
          },
          expect.objectContaining({platform: 'unknown/unknown', digest: attestation.digest, config: null}),
        ],
      },
    ],
  })
})

test('for people it is text on standard output', async () => {
  const {manifest} = await writeImage()
  const {stdout, stderr} = await cli(['inspect', '.'], {cwd: folder})
  expect(stderr).toBe('')
  expect(stdout).toContain(`  linux/arm64  1.2 kB\n    digest  ${manifest.digest}\n`)
  expect(stdout).toContain('    Entrypoint  ["/app/a b"]\n')
})

test('a blob that was changed is an error, not a result', async () => {
  const {manifest} = await writeImage()
  const path = join(folder, 'blobs', 'sha256', hexOf(manifest.digest))
  await writeFile(path, ' '.repeat(manifest.size))
  const {exitCode, stdout, stderr} = await cli(['inspect', folder, '--json'])
  expect(exitCode).toBe(1)
  expect(stderr).toContain(manifest.digest)
  expect(JSON.parse(stdout)).toEqual({
    error: {message: expect.stringContaining(manifest.digest), hint: expect.stringContaining('is damaged')},
  })
})

test.each([
  {subject: './nowhere', exits: 2, says: 'nowhere'},
  {subject: 'oci-layout://nowhere', exits: 2, says: 'nowhere'},
  {subject: 'UPPER/case', exits: 2, says: 'is neither an OCI layout nor a reference'},
])('$subject ends with $exits and a reason', async ({subject, exits, says}) => {
  const {exitCode, stdout, stderr} = await cli(['inspect', subject], {cwd: folder})
  expect({exitCode, stdout}).toEqual({exitCode: exits, stdout: ''})
  expect(stderr).toContain(says)
  expect(stderr).not.toContain('please report')
})
