export {SCRATCH_CONFIG} from './config-lines.ts'
export {ejectDockerfile} from './eject.ts'
export type {EjectImage, EjectRequest, EjectScope} from './eject-types.ts'
export {
  archiveEntries,
  FILES_ARCHIVE,
  type GeneratedDockerfile,
  type GenerateRequest,
  generateDockerfile,
  ROOTS_ARCHIVE,
} from './generated.ts'
