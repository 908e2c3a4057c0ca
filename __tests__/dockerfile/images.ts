import {createHash} from 'node:crypto'
import {createReadStream, mkdirSync} from 'node:fs'
import {dirname, posix} from 'node:path'
import {extract} from 'tar-stream'
import type {ContainerConfig, ImageConfig} from '../../src/oci/index.ts'
import {output} from '../helpers/bundle.ts'
import {toolPath} from '../helpers/tools.ts'

/** Pushes the only image of a layout, so that crane can be asked about it. */
export async function push(layout: string, reference: string): Promise<void> {
  await output(toolPath('crane'), ['push', layout, reference])
}

export async function imageConfigOf(reference: string, platform: string): Promise<ImageConfig> {
  return JSON.parse(await output(toolPath('crane'), ['config', '--platform', platform, reference]))
}

/**
 * What a container of it gets. No working folder is `/`, and an empty label says as little as none. ArgsEscaped, which
 * BuildKit writes beside each CMD, means something on Windows only.
 */
export async function configOf(reference: string, platform: string): Promise<ContainerConfig> {
  const {ArgsEscaped: _, ...config}: ContainerConfig & {ArgsEscaped?: boolean} =
    (await imageConfigOf(reference, platform)).config ?? {}
  const labels = Object.entries(config.Labels ?? {}).filter(([, value]) => value !== '')
  return {...config, WorkingDir: config.WorkingDir ?? '/', Labels: Object.fromEntries(labels.sort())}
}

/** Type, mode, owner and content of each file of the image: all but times. */
export async function filesOf(
  reference: string,
  platform: string,
  tar: string,
): Promise<Readonly<Record<string, string>>> {
  mkdirSync(dirname(tar), {recursive: true})
  await output(toolPath('crane'), ['export', '--platform', platform, reference, tar])
  const files: Record<string, string> = {}
  for await (const entry of createReadStream(tar).pipe(extract())) {
    const {name, type, mode = 0, uid, gid, linkname} = entry.header
    const hash = createHash('sha256')
    for await (const chunk of entry as AsyncIterable<Buffer>) hash.update(chunk)
    const content = type === 'file' ? hash.digest('hex') : (linkname ?? '')
    files[posix.join('/', name)] = `${type} ${(mode & 0o7777).toString(8)} ${uid}:${gid} ${content}`
  }
  delete files['/'] // BuildKit's first ADD names it, and ours never does
  return Object.fromEntries(Object.entries(files).sort())
}
