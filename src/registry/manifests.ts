import {UserError} from '../lib/errors.ts'
import {stringAt} from '../lib/json.ts'
import {
  type Descriptor,
  type Digest,
  digestOf,
  formatReference,
  isDigest,
  MEDIA_TYPE,
  type Reference,
  type Repository,
} from '../oci/index.ts'
import {type Api, ask, pushGoal} from './api.ts'
import {bytesBody, type HttpResponse, headerOf, readBytes} from './http.ts'
import {type Action, scopeFor} from './scope.ts'
import {verifyBytes} from './verify.ts'

/** Without these a registry answers 404, or converts to an old format. */
const ACCEPT = [MEDIA_TYPE.index, MEDIA_TYPE.manifest, MEDIA_TYPE.dockerList, MEDIA_TYPE.dockerManifest].join(', ')
/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests asks for 4 MiB at least. */
const MANIFEST_LIMIT = 8 * 1024 * 1024

export interface ManifestBytes {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
}

export async function headManifest(
  api: Api,
  reference: Reference,
  {toPush = false}: {readonly toPush?: boolean} = {},
): Promise<Descriptor | undefined> {
  const actions: readonly Action[] = toPush ? ['pull', 'push'] : ['pull']
  const response = await askManifest(api, 'HEAD', reference, {expected: [200, 404], actions})
  await response.discard()
  if (response.status === 404) return undefined
  const digest = reference.digest ?? headerOf(response, 'docker-content-digest')
  const size = Number(headerOf(response, 'content-length'))
  const mediaType = mediaTypeOf(response)
  if (digest !== undefined && isDigest(digest) && size > 0 && mediaType) return {mediaType, digest, size}
  return (await getManifest(api, reference)).descriptor // the headers are optional in the specification
}

export async function getManifest(api: Api, reference: Reference): Promise<ManifestBytes> {
  const name = formatReference(reference)
  const response = await askManifest(api, 'GET', reference, {expected: [200], actions: ['pull']})
  const bytes = await readBytes(response, MANIFEST_LIMIT + 1)
  if (bytes.length > MANIFEST_LIMIT)
    throw new UserError(`the manifest of ${name} is larger than ${MANIFEST_LIMIT} bytes`, {
      hint: 'is it an image at all?',
    })
  const announced = headerOf(response, 'docker-content-digest')
  const expected = reference.digest ?? (announced !== undefined && isDigest(announced) ? announced : undefined)
  if (expected !== undefined) verifyBytes(bytes, expected, `the manifest of ${name}`)
  const mediaType = declaredType(bytes, name) ?? mediaTypeOf(response)
  if (!mediaType) throw new UserError(`${name} has no media type`, {hint: 'is it an image at all?'})
  return {descriptor: {mediaType, digest: expected ?? digestOf(bytes), size: bytes.length}, bytes}
}

export async function putManifest(
  api: Api,
  repository: Repository,
  target: string | Digest,
  {descriptor, bytes}: ManifestBytes,
): Promise<void> {
  const question = {
    method: 'PUT',
    repository,
    path: `/manifests/${target}`,
    scopes: [scopeFor(repository, 'pull', 'push')],
    goal: isDigest(target) ? pushGoal(repository) : `set the tag ${formatReference({...repository, tag: target})}`,
    headers: {'content-type': descriptor.mediaType},
    body: bytesBody(`manifest ${descriptor.digest}`, bytes),
  } as const
  const response = await ask(api, question, [200, 201, 202])
  await response.discard()
  const stored = headerOf(response, 'docker-content-digest')
  if (stored !== undefined && stored !== descriptor.digest) {
    throw new UserError(`${formatReference({...repository})} stored ${stored} where ${descriptor.digest} was sent`, {
      hint: 'the registry or a proxy before it changes manifests',
    })
  }
}

async function askManifest(
  api: Api,
  method: 'GET' | 'HEAD',
  reference: Reference,
  {expected, actions}: {readonly expected: readonly number[]; readonly actions: readonly Action[]},
): Promise<HttpResponse> {
  const question = {
    method,
    repository: reference,
    path: `/manifests/${reference.digest ?? reference.tag ?? 'latest'}`,
    headers: {accept: ACCEPT},
    scopes: [scopeFor(reference, ...actions)],
    goal: `read ${formatReference(reference)}`,
  } as const
  return ask(api, question, expected)
}

function mediaTypeOf(response: HttpResponse): string | undefined {
  return headerOf(response, 'content-type')?.split(';', 1)[0]?.trim()
}

function declaredType(bytes: Buffer, name: string): string | undefined {
  try {
    return stringAt(JSON.parse(bytes.toString('utf8')), 'mediaType')
  } catch (cause) {
    throw new UserError(`the manifest of ${name} is not JSON`, {
      cause,
      hint: 'does a proxy or a login page answer in its place?',
    })
  }
}
