import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {digestOf, MEDIA_TYPE, parsePlatform} from '../../src/oci/index.ts'
import {addBuildTools, addBusybox, addFiles, tarOf} from './base-roots.ts'
import {output} from './bundle.ts'
import {unpackedPackages} from './debian.ts'
import {HOST_PLATFORM} from './image.ts'
import {TestLayout} from './layouts.ts'
import {toolPath} from './tools.ts'

const HELP = 'The BuildKit image of this test is made of Debian packages: run it on Debian or Ubuntu with apt-get.'

/** Pushes an image of the pinned BuildKit, in the place of moby/buildkit. https://github.com/moby/buildkit/blob/v0.34.2/Dockerfile */
export async function pushBuildkitImage(reference: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'buildkit-image-'))
  try {
    const [root, tar] = [join(folder, 'root'), join(folder, 'root.tar')]
    mkdirSync(join(root, 'usr/bin'), {recursive: true})
    for (const add of [addFiles, addBusybox, addBuildTools, addRunc]) add(root)
    for (const name of ['buildkitd', 'buildctl']) cpSync(toolPath(name), join(root, 'usr/bin', name))
    tarOf(root, tar)
    const layout = writeLayout(join(folder, 'layout'), readFileSync(tar))
    await output(toolPath('crane'), ['push', layout, reference])
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** With the library that it is linked with. */
function addRunc(root: string): void {
  const packages = ['runc', 'libseccomp2']
  const unpacked = unpackedPackages({name: 'debian-runc-and-libraries', packages, help: HELP})
  cpSync(unpacked, root, {recursive: true, verbatimSymlinks: true})
}

function writeLayout(path: string, tar: Buffer): string {
  const platform = parsePlatform(HOST_PLATFORM)
  const layout = new TestLayout(path)
  const config = {
    Entrypoint: ['buildkitd'],
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Volumes: {'/var/lib/buildkit': {}},
  }
  const rootfs = {type: 'layers', diff_ids: [digestOf(tar)]}
  layout.name(
    layout.json(MEDIA_TYPE.manifest, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.manifest,
      config: layout.json(MEDIA_TYPE.config, {...platform, config, rootfs}),
      layers: [layout.blob(MEDIA_TYPE.layer, gzipSync(tar, {level: 1}))],
    }),
  )
  return path
}
