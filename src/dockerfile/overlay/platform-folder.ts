import {normalizePlatform, type Platform} from '../../oci/index.ts'

/** BuildKit fills these in for the platform that it builds. https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope */
export const PLATFORM_ARGUMENTS = ['TARGETOS', 'TARGETARCH', 'TARGETVARIANT'] as const

/** The same folder name in a Dockerfile, filled in by BuildKit, and here. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the variables are a Dockerfile's
export const PLATFORM_FOLDER = '${TARGETOS}_${TARGETARCH}${TARGETVARIANT}'

/** BuildKit leaves out the variant that an architecture has anyway, except arm's: linux/arm is v7 to it, and to us. */
export function platformFolder(platform: Platform): string {
  const {os, architecture, variant = ''} = normalizePlatform(platform)
  return `${os}_${architecture}${variant}`
}
