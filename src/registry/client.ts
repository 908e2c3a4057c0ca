import {formatRepository} from '../oci/index.ts'
import {type Api, ask} from './api.ts'
import {getManifest, headManifest, putManifest} from './manifests.ts'
import {scopeFor} from './scope.ts'
import type {Registry} from './types.ts'
import {checkPush, hasBlob, putBlob} from './upload.ts'
import {verified} from './verify.ts'

/** The calls of the OCI distribution specification v1.1 that we need. */
export function createClient(api: Api): Registry {
  return {
    head: reference => headManifest(api, reference),
    manifest: reference => getManifest(api, reference),
    hasBlob: (repository, blob) => hasBlob(api, repository, blob),
    putBlob: (repository, blob, open, mountFrom) => putBlob(api, {repository, blob, open, mountFrom}),
    putManifest: (repository, target, manifest) => putManifest(api, repository, target, manifest),
    checkPush: repository => checkPush(api, repository),
    async openBlob(repository, blob) {
      const name = formatRepository(repository)
      const question = {
        method: 'GET',
        repository,
        path: `/blobs/${blob.digest}`,
        scopes: [scopeFor(repository, 'pull')],
        goal: `read a blob of ${name}`,
      } as const
      return verified((await ask(api, question, [200])).body, blob, name)
    },
  }
}
