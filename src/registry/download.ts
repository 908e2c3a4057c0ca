import {pipeline, Readable} from 'node:stream'
import {type Descriptor, formatRepository, type Repository, verifying} from '../oci/index.ts'
import {type Api, ask} from './api.ts'
import type {HttpResponse} from './http.ts'
import {isTransient} from './retry.ts'
import {scopeFor} from './scope.ts'

/**
 * A blob's bytes, checked as they pass. A cut connection is taken up where it broke, so that whoever reads need not
 * start over; that the blob is there is known before this resolves.
 */
export async function openBlob(api: Api, repository: Repository, blob: Descriptor): Promise<Readable> {
  const first = await askFrom(api, repository, blob, 0)
  // A failure of either reaches the reader as the second one's error.
  return pipeline(Readable.from(resumed(api, repository, blob, first)), verifying(blob, repository), () => {})
}

async function* resumed(
  api: Api,
  repository: Repository,
  blob: Descriptor,
  first: HttpResponse,
): AsyncGenerator<Buffer> {
  const {waits, sleep, signal} = api.retry
  let response = first
  let passed = 0
  for (const wait of [...waits, undefined]) {
    try {
      for await (const chunk of withoutFirst(response, passed)) {
        passed += chunk.length
        yield chunk
      }
      return
    } catch (error) {
      signal?.throwIfAborted()
      if (passed >= blob.size) return // only the end of the message was lost; the digest tells whether all is well
      if (wait === undefined || !isTransient(error)) throw error
      await sleep(wait, signal)
      response = await askFrom(api, repository, blob, passed)
    }
  }
}

async function askFrom(api: Api, repository: Repository, blob: Descriptor, start: number): Promise<HttpResponse> {
  const question = {
    method: 'GET',
    repository,
    path: `/blobs/${blob.digest}`,
    scopes: [scopeFor(repository, 'pull')],
    goal: `read a blob of ${formatRepository(repository)}`,
    ...(start === 0 ? {} : {headers: {range: `bytes=${start}-`}}),
  } as const
  return ask(api, question, [200, 206])
}

/** Registries may ignore a range and send all again: then what has passed before is dropped. */
async function* withoutFirst({status, body}: HttpResponse, passed: number): AsyncGenerator<Buffer> {
  let toDrop = status === 206 ? 0 : passed
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const rest = chunk.subarray(Math.min(toDrop, chunk.length))
    toDrop -= chunk.length - rest.length
    if (rest.length > 0) yield rest
  }
}
