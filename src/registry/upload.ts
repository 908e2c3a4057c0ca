import type {Readable} from 'node:stream'
import {type Descriptor, formatRepository, type Repository} from '../oci/index.ts'
import {type Api, ask, expectStatus, pushGoal, toRequest} from './api.ts'
import {connectionError} from './connection-error.ts'
import {RegistryError} from './errors.ts'
import type {HttpResponse} from './http.ts'
import {locationOf, withDigest} from './location.ts'
import {retrying} from './retry.ts'
import {scopeFor} from './scope.ts'
import type {BlobOutcome} from './types.ts'

export interface Upload {
  readonly repository: Repository
  readonly blob: Descriptor
  /** A fresh stream each call. Nobody else may hold its chunks: they are freed as they are sent. */
  readonly open: () => Promise<Readable>
  /** A repository of the same registry that has the blob. */
  readonly mountFrom?: Repository | undefined
}

export async function hasBlob(api: Api, repository: Repository, blob: Descriptor): Promise<boolean> {
  const question = {
    method: 'HEAD',
    repository,
    path: `/blobs/${blob.digest}`,
    scopes: [scopeFor(repository, 'pull', 'push')],
    goal: `look for a blob in ${formatRepository(repository)}`,
  } as const
  const response = await ask(api, question, [200, 404])
  await response.discard()
  return response.status === 200
}

/** A blob is asked for before it is sent; where another repository has it, a mount is question and order in one. */
export async function putBlob(api: Api, upload: Upload): Promise<BlobOutcome> {
  const {repository, blob, mountFrom} = upload
  const mountable = mountFrom?.registry === repository.registry && mountFrom.repository !== repository.repository
  const session = mountable ? await mount(api, upload, mountFrom) : undefined
  if (session === 'mounted') return 'mounted'
  if (await hasBlob(api, repository, blob)) {
    if (session) await cancelUpload(api, repository, session)
    return 'present'
  }
  await send(api, upload, session)
  return 'sent'
}

/** 201: done. 202: the registry opened an upload instead. Anything else: it doesn't mount, which is no failure. */
async function mount(api: Api, {repository, blob}: Upload, from: Repository): Promise<'mounted' | URL | undefined> {
  const query = new URLSearchParams({mount: blob.digest, from: from.repository})
  const question = {
    method: 'POST',
    repository,
    path: `/blobs/uploads/?${query}`,
    scopes: [scopeFor(repository, 'pull', 'push'), scopeFor(from, 'pull')],
    goal: pushGoal(repository),
  } as const
  try {
    const response = await ask(api, question, [201, 202])
    await response.discard()
    return response.status === 201 ? 'mounted' : locationOf(response)
  } catch (error) {
    // The login may have no right to read there; the upload itself will tell what is really wrong.
    if (error instanceof RegistryError) return undefined
    throw error
  }
}

/** POST and PUT are repeated together: an upload that broke off may hold a part of the blob. */
async function send(api: Api, upload: Upload, opened: URL | undefined): Promise<void> {
  const {repository, blob} = upload
  const goal = pushGoal(repository)
  const scopes = [scopeFor(repository, 'pull', 'push')]
  let session = opened
  // A server that refuses and hangs up at once takes its answer with it: the next time it is asked before the body.
  let broken = false
  let last = await toRequest(api, {method: 'POST', repository, path: '/blobs/uploads/', scopes, goal})
  const start = last

  const attempt = async (): Promise<HttpResponse> => {
    if (session === undefined) {
      last = start
      const response = await api.sendOnce(start)
      if (response.status !== 202) return response
      await response.discard()
      session = locationOf(response)
    }
    const path = withDigest(session, blob.digest)
    session = undefined
    const body = {name: `blob ${blob.digest}`, length: blob.size, open: upload.open, isStreamed: true as const}
    const headers = {'content-type': 'application/octet-stream', ...(broken ? {expect: '100-continue'} : {})}
    last = await toRequest(api, {method: 'PUT', repository, path, scopes, goal, body, headers})
    try {
      return await api.sendOnce(last)
    } catch (error) {
      broken = true
      throw error
    }
  }
  const response = await retrying(api.retry, attempt).catch(error => {
    throw connectionError(goal, last.url, error)
  })
  const what = last.method === 'PUT' ? `push the blob ${blob.digest} to ${formatRepository(repository)}` : goal
  await (await expectStatus(api, {goal: what, repository}, {request: last, response, expected: [201, 204]})).discard()
}

/** Opens an upload and cancels it: the cheapest proof of the right to push. */
export async function checkPush(api: Api, repository: Repository): Promise<void> {
  const question = {
    method: 'POST',
    repository,
    path: '/blobs/uploads/',
    scopes: [scopeFor(repository, 'pull', 'push')],
    goal: pushGoal(repository),
  } as const
  const response = await ask(api, question, [202])
  await response.discard()
  await cancelUpload(api, repository, locationOf(response))
}

/** Some registries know no DELETE of uploads; theirs end by themselves. */
async function cancelUpload(api: Api, repository: Repository, session: URL): Promise<void> {
  const scopes = [scopeFor(repository, 'pull', 'push')]
  const request = await toRequest(api, {
    method: 'DELETE',
    repository,
    path: session,
    scopes,
    goal: pushGoal(repository),
  })
  try {
    await (await api.sendOnce(request)).discard()
  } catch {
    api.retry.signal?.throwIfAborted()
  }
}
