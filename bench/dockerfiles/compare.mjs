// Are two images the same? Config, files, and Go programs as verify-replacement compares them.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {isDeepStrictEqual} from 'node:util'
import {filesOf, imagesOf} from './image.mjs'

/** Labels that name the commit are ours, and wanted; the times are each build's own. */
const OURS = /^org\.opencontainers\.image\.(revision|version|source|created)$/

/**
 * @param helpers the program's own `compareProgram` and `readBuildInfo`
 * @returns {Promise<{platforms: string[], files: number, programs: object[], differences: string[]}>}
 */
export async function compareImages(helpers, {plain, ours, folder}) {
  const [before, after] = [imagesOf(plain), imagesOf(ours)]
  const platforms = [...before.keys()].sort()
  const result = {platforms, files: 0, programs: [], differences: []}
  const names = (what, value) => result.differences.push(`${what}: ${value}`)
  if (!isDeepStrictEqual(platforms, [...after.keys()].sort())) names('platforms', [...after.keys()].join(', '))
  for (const platform of platforms) {
    const [one, other] = [before.get(platform), after.get(platform)]
    if (!other) continue
    for (const text of configDifferences(one.config, other.config)) names(platform, text)
    const kept = join(folder, 'programs')
    const [files, made] = [await filesOf(plain, one.manifest, kept), await filesOf(ours, other.manifest, kept)]
    const found = compareFiles(helpers, files, made, kept)
    for (const text of found.differences) names(platform, text)
    result.files += files.size
    result.programs.push(...found.programs.map(program => ({...program, platform})))
  }
  return result
}

export function configDifferences(one, other) {
  const [a, b] = [settled(one), settled(other)]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  return keys
    .filter(key => !isDeepStrictEqual(a[key], b[key]))
    .map(key => `config ${key}: ${JSON.stringify(a[key])} and ${JSON.stringify(b[key])}`)
}

/** Layers are compared by their files, and their times are those of the build. */
function settled({created, rootfs, history = [], config = {}, ...rest}) {
  const {Labels = {}, ...settings} = config
  const labels = Object.fromEntries(Object.entries(Labels ?? {}).filter(([name]) => !OURS.test(name)))
  return {...rest, ...settings, Labels: labels, history: history.map(({created: _, ...entry}) => entry)}
}

function compareFiles({compareProgram, readBuildInfo}, files, made, kept) {
  const differences = []
  const programs = []
  for (const path of [...new Set([...files.keys(), ...made.keys()])].sort()) {
    const [one, other] = [files.get(path), made.get(path)]
    if (!one || !other) {
      differences.push(`${path} is only in ${one ? 'the original' : 'ours'}`)
      continue
    }
    const odd = Object.keys(one).filter(key => !isDeepStrictEqual(one[key], other[key]))
    const info = one.type === 'file' ? infoOf(one) : undefined
    if (info === undefined) {
      differences.push(
        ...odd.map(key => `${path}: ${key} ${JSON.stringify(one[key])} and ${JSON.stringify(other[key])}`),
      )
      continue
    }
    const reproducible = info.settings.get('-trimpath') === 'true'
    const [original, ours] = [
      {sha256: one.sha256, info},
      {sha256: other.sha256, info: infoOf(other)},
    ]
    const found = compareProgram({reproducible, original, ours})
    differences.push(...found.map(({what, ...values}) => `${path}: ${what}: ${values.original} and ${values.ours}`))
    differences.push(...odd.filter(key => key !== 'sha256' && key !== 'size').map(key => `${path}: ${key}`))
    programs.push({path, by: original.sha256 === ours.sha256 ? 'sha256' : 'build info'})
  }
  return {differences, programs}

  /** Undefined for what isn't a Go program, or one of the tools that come with Go. */
  function infoOf({sha256}) {
    if (!existsSync(join(kept, sha256))) return undefined
    const {status, stdout} = spawnSync('go', ['version', '-m', '-json', join(kept, sha256)], {encoding: 'utf8'})
    const info = status === 0 ? readBuildInfo(stdout) : undefined
    return info && (info.path.startsWith('cmd/') ? undefined : info)
  }
}
