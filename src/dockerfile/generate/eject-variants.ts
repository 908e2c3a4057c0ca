import type {Platform} from '../../oci/index.ts'

/** What a variant of an architecture is to Go, in the words of /bin/sh. */
const CPU_LEVELS: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variables are a shell's
  amd64: 'export GOAMD64=${TARGETVARIANT:-v1}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variables are a shell's
  arm: 'export GOARM=${TARGETVARIANT#v}',
  // Go names the minor version always (v9.0), platforms leave a zero out (v9).
  arm64: 'case $TARGETVARIANT in ?*.*) export GOARM64=$TARGETVARIANT ;; ?*) export GOARM64=$TARGETVARIANT.0 ;; esac',
}

/** Only for what is asked for: most images are for amd64 and arm64, which need none of it. */
export function cpuLevelLines(platforms: readonly Platform[]): readonly string[] {
  const architectures = Object.keys(CPU_LEVELS).filter(name =>
    platforms.some(({architecture, variant}) => architecture === name && variant !== undefined),
  )
  if (architectures.length === 0) return []
  const cases = architectures.map(name => `${name}) ${CPU_LEVELS[name]} ;; \\`)
  return [['case $TARGETARCH in \\', ...cases, 'esac'].join('\n    ')]
}
