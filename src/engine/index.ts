export * as buildkit from './buildkit/index.ts'
export {type Assemble, type AssembleOptions, assemble} from './embedded/assemble.ts'
export {resolveBase} from './embedded/base.ts'
export {createBaseReader, type ReadBaseFiles} from './embedded/base-files.ts'
export {type ConfigRequest, containerConfig, KODATA_PATH} from './embedded/config.ts'
export {checkPlaces} from './embedded/find-place.ts'
export {type ImageFiles, readImageFiles} from './embedded/image-files.ts'
export type {Layer} from './embedded/layer.ts'
export {binaryPath, programPaths} from './embedded/programs.ts'
export {rootsLayer} from './embedded/roots.ts'
export type {
  AssembledImage,
  AssembledPlatform,
  ImageToBuild,
  InstalledProgram,
  PlacedBinary,
  ResolvedBase,
} from './types.ts'
