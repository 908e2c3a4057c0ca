import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import type {ContainerConfig, ImageConfig} from '../../src/oci/index.ts'
import {output} from '../helpers/bundle.ts'
import {digestOf} from '../helpers/image.ts'
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

/** Mode, owner, size and path of each file of the image: all but times. */
export async function filesOf(reference: string, platform: string, tar: string): Promise<readonly string[]> {
  mkdirSync(dirname(tar), {recursive: true})
  await output(toolPath('crane'), ['export', '--platform', platform, reference, tar])
  const listed = await output('tar', ['--numeric-owner', '-tvf', tar])
  return listed
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d (?:\.?\/)?/, ' ').replace(/\/$/, ''))
    .filter(line => !line.endsWith(' '))
    .sort()
}

export {digestOf}
