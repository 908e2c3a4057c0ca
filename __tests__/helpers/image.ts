import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {output} from './bundle.ts'
import {toolPath} from './tools.ts'

/** The Linux platform whose programs run on this machine. */
export const HOST_PLATFORM = `linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`

export interface IndexJson {
  readonly mediaType: string
  readonly manifests: readonly {readonly platform: {readonly os: string; readonly architecture: string}}[]
}

/** What crane, which is not ours, says about an image in a registry: every digest and size is read and compared. */
export async function validate(reference: string): Promise<void> {
  await output(toolPath('crane'), ['validate', '--remote', reference])
}

export async function manifestOf(reference: string): Promise<IndexJson> {
  return JSON.parse(await output(toolPath('crane'), ['manifest', reference]))
}

export async function digestOf(reference: string): Promise<string> {
  return (await output(toolPath('crane'), ['digest', reference])).trim()
}

export async function tagsOf(repository: string): Promise<readonly string[]> {
  return (await output(toolPath('crane'), ['ls', repository])).split('\n').filter(tag => tag !== '')
}

/** Unpacks the file tree of the image for this machine into a new folder below `temp`. */
export async function unpack(reference: string, temp: string): Promise<string> {
  const tar = join(temp, 'image.tar')
  const root = join(temp, 'root')
  mkdirSync(root, {recursive: true})
  await output(toolPath('crane'), ['export', '--platform', HOST_PLATFORM, reference, tar])
  await output('tar', ['-xf', tar, '-C', root, '--no-same-owner'])
  return root
}
