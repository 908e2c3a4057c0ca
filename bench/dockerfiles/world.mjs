// What the builds need beside the program: a registry with stand-ins for base images, BuildKit, a builder.
import {locateTool} from '../../tools/locate.mjs'
import {setUpTools} from '../../tools/setup.mjs'
import {loadHelpers} from '../helpers.mjs'
import {openBases} from './bases.mjs'

const HELPERS = `
  export {startRegistry} from './__tests__/helpers/registries.ts'
  export {startBuildkitd} from './__tests__/helpers/buildkitd.ts'
  export {createBuilder} from './__tests__/helpers/builder.ts'
  export {TestLayout} from './__tests__/helpers/layouts.ts'
  export {unpackedPackages} from './__tests__/helpers/debian.ts'
  export {addBuildTools, addBusybox, addFiles, tarOf} from './__tests__/helpers/base-roots.ts'
  export {digestOf, MEDIA_TYPE} from './src/oci/index.ts'
  export {compareProgram, readBuildInfo} from './src/dockerfile/index.ts'`

export async function openBuilds(folder) {
  setUpTools(['registry', 'crane', 'buildkitd', 'buildx'], process.env)
  const helpers = {...(await loadHelpers(folder, HELPERS)), HOST: process.arch === 'arm64' ? 'arm64' : 'amd64'}
  const started = []
  const close = async () => {
    for (const one of started.toReversed()) await one.stop()
  }
  try {
    const registry = await helpers.startRegistry()
    started.push(registry)
    const config = `[registry."quay.io"]\nmirrors = ["${registry.host}"]\n`
    const daemon = await helpers.startBuildkitd({registry: registry.host, config})
    started.push(daemon)
    const builder = await helpers.createBuilder([daemon], 'bench')
    started.push(builder)
    const crane = locateTool('crane', process.env).path
    const buildx = locateTool('buildx', process.env).path
    return {helpers, builder, buildx, bases: openBases(helpers, {folder, host: registry.host, crane}), close}
  } catch (error) {
    await close()
    throw error
  }
}

export function versionsOf(...tools) {
  return tools.map(name => `${name} ${locateTool(name, process.env).version}`).join(', ')
}
