import type {Problem} from '../../lib/errors.ts'
import {formatPlatform, normalizePlatform, type Platform} from '../../oci/index.ts'
import type {Builder} from './inspect.ts'

/** A RUN that the build will execute, and for which platform. */
export interface RunStep {
  readonly platform: Platform
  /** In the user's Dockerfile. */
  readonly line: number
}

/**
 * What can't run on the builder: programs of a platform that no node is and none has an emulator for. A node that
 * could not be asked may have one.
 */
export function emulationProblems(builder: Builder, steps: readonly RunStep[]): readonly Problem[] {
  if (builder.nodes.some(({platforms}) => platforms.length === 0)) return []
  const served = builder.nodes.flatMap(({platforms}) => platforms)
  const missing = steps.filter(({platform}) => !served.some(other => runs(other, platform)))
  const names = [...new Set(missing.map(({platform}) => formatPlatform(platform)))]
  return names.map(name => {
    const lines = new Set(missing.filter(({platform}) => formatPlatform(platform) === name).map(({line}) => line))
    return {
      subject: 'platforms',
      message: `the Dockerfile executes programs of ${name} (RUN in ${linesOf([...lines])}), and the builder "${builder.name}" runs ${shown(served)}`,
      hint: 'add FROM --platform=$BUILDPLATFORM to stages that only build, set up QEMU before (docker/setup-qemu-action), or append a native node',
    }
  })
}

/** A builder lists the levels of amd64 that it runs one by one; one that names none runs the first. */
function runs(node: Platform, wanted: Platform): boolean {
  const [own, asked] = [normalizePlatform(node), normalizePlatform(wanted)]
  if (own.os !== asked.os || own.architecture !== asked.architecture) return false
  if (own.variant === asked.variant) return true
  // An arm machine runs what was made for older ones.
  return own.architecture === 'arm' && (own.variant ?? '') >= (asked.variant ?? '')
}

function linesOf(lines: readonly number[]): string {
  const sorted = [...lines].sort((a, b) => a - b)
  return sorted.length === 1 ? `line ${sorted[0]}` : `lines ${sorted.join(', ')}`
}

function shown(platforms: readonly Platform[]): string {
  return [...new Set(platforms.map(formatPlatform))].join(', ')
}
