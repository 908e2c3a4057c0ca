import {formatPlatform, normalizePlatform, type Platform} from '../../oci/index.ts'

/**
 * The entry of a base that serves `target`: the highest variant that it can run. An arm/v7 machine runs v6 and v5,
 * amd64/v3 runs amd64, arm64/v9 runs arm64. The order is containerd's:
 * https://github.com/containerd/platforms/blob/v1.0.0/compare.go
 */
export function choosePlatform<T extends {readonly platform: Platform}>(
  candidates: readonly T[],
  target: Platform,
): T | undefined {
  const wanted = levelOf(target)
  const serving = candidates.filter(({platform}) => {
    if (platform.os !== target.os || platform.architecture !== target.architecture) return false
    const level = levelOf(platform)
    // Other architectures have no ordered variants: the same one, or a base that asks for none.
    if (level === undefined || wanted === undefined) {
      return platform.variant === undefined || sameVariant(platform, target)
    }
    return level <= wanted
  })
  return serving.sort((a, b) => (levelOf(b.platform) ?? 0) - (levelOf(a.platform) ?? 0))[0]
}

/** Where variants are an ordered scale: the step on it; absent means the architecture's usual one. */
function levelOf(platform: Platform): number | undefined {
  const {architecture, variant} = normalizePlatform(platform)
  const usual = {amd64: 1, arm64: 8, arm: 7}[architecture]
  if (usual === undefined) return undefined
  if (variant === undefined) return usual
  const step = Number(variant.replace(/^v/, ''))
  return Number.isNaN(step) ? undefined : step
}

function sameVariant(a: Platform, b: Platform): boolean {
  return formatPlatform(normalizePlatform(a)) === formatPlatform(normalizePlatform(b))
}
