export {type ClosableRegistry, createRegistry, type RegistryOptions} from './create.ts'
export type {CredentialSource} from './credentials.ts'
export {RegistryError} from './errors.ts'
export type {Sleep} from './http.ts'
export {
  pushImage,
  sendImage,
} from './push.ts'
export {createPushRun, type PushRun} from './push-run.ts'
export {documentReader} from './read-document.ts'
export type {BlobOutcome, Registry} from './types.ts'
