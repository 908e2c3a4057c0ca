import type {Api} from './api.ts'
import {openBlob} from './download.ts'
import {getManifest, headManifest, putManifest} from './manifests.ts'
import type {Registry} from './types.ts'
import {checkPush, hasBlob, putBlob} from './upload.ts'

/** The calls of the OCI distribution specification v1.1 that we need. */
export function createClient(api: Api): Registry {
  return {
    head: (reference, options) => headManifest(api, reference, options),
    manifest: reference => getManifest(api, reference),
    hasBlob: (repository, blob) => hasBlob(api, repository, blob),
    putBlob: (repository, blob, open, mountFrom) => putBlob(api, {repository, blob, open, mountFrom}),
    putManifest: (repository, target, manifest) => putManifest(api, repository, target, manifest),
    checkPush: repository => checkPush(api, repository),
    openBlob: (repository, blob) => openBlob(api, repository, blob),
  }
}
