export {type ClosableRegistry, createRegistry, type RegistryOptions} from './create.ts'
export type {Login} from './credentials.ts'
export {RegistryError} from './errors.ts'
export type {Sleep} from './http.ts'
export {
  type PushedContent,
  type PushedTag,
  type PushRequest,
  type PushResult,
  pushImage,
  type SentImage,
  sendImage,
} from './push.ts'
export {type BlobToPush, createPushRun, type PushRun} from './push-run.ts'
export {documentReader} from './read-document.ts'
export type {BlobOutcome, Registry} from './types.ts'
