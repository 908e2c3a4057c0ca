import type {compareProgram, readBuildInfo} from '../../src/dockerfile/index.ts'

export declare function compareImages(
  helpers: {readonly compareProgram: typeof compareProgram; readonly readBuildInfo: typeof readBuildInfo},
  images: {readonly plain: string; readonly ours: string; readonly folder: string},
): Promise<{
  readonly platforms: readonly string[]
  readonly files: number
  readonly programs: readonly {readonly path: string; readonly by: 'sha256' | 'build info'}[]
  readonly differences: readonly string[]
}>
