import {createHash} from 'node:crypto'
import {createReadStream, existsSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createGunzip} from 'node:zlib'

// A second reader of layouts, apart from the one under test: it believes no digest, size or type.

interface Checked {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform?: {readonly os: string; readonly architecture: string; readonly variant?: string}
  readonly annotations?: Readonly<Record<string, string>>
}

interface Check {
  readonly layout: string
  readonly origins: ReadonlySet<string>
  readonly reached: Set<string>
  readonly problems: string[]
}

const OCI = 'application/vnd.oci.image'
const LAYER_TYPES = new Set(['tar', 'tar+gzip', 'tar+zstd'].map(kind => `${OCI}.layer.v1.${kind}`))

/** Recomputes all digests, sizes and diffIDs of an image layout and compares the documents; throws a list of all mismatches. */
export async function expectValidImage(layout: string): Promise<void> {
  const origins = new Set(Object.keys((await json(join(layout, 'origins.json'), {origins: {}})).origins))
  const check: Check = {layout, origins, reached: new Set(), problems: []}
  const {imageLayoutVersion} = await json(join(layout, 'oci-layout'), {})
  if (imageLayoutVersion !== '1.0.0') check.problems.push(`oci-layout says version ${imageLayoutVersion}`)
  const index = await json(join(layout, 'index.json'), {manifests: []})
  if (index.schemaVersion !== 2 || index.mediaType !== `${OCI}.index.v1+json`) check.problems.push('index.json: type')
  if (index.manifests.length === 0) check.problems.push('index.json names no image')
  for (const entry of index.manifests) {
    for (const name of ['org.opencontainers.image.ref.name', 'io.containerd.image.name']) {
      if (!entry.annotations?.[name]) check.problems.push(`index.json: ${entry.digest} has no ${name}`)
    }
    await checkRoot(check, entry)
  }
  await checkStrays(check)
  if (check.problems.length > 0) throw new Error(`${layout} is no valid image:\n${check.problems.join('\n')}`)
}

async function checkRoot(check: Check, entry: Checked): Promise<void> {
  if (entry.mediaType === `${OCI}.manifest.v1+json`) return checkManifest(check, entry)
  const index = await checkedDocument(check, entry)
  if (!index) return
  expectSame(check, entry, 'mediaType', index.mediaType, `${OCI}.index.v1+json`)
  const seen = new Set<string>()
  for (const child of index.manifests) {
    const platform = JSON.stringify(child.platform)
    if (!child.platform || seen.has(platform)) check.problems.push(`${entry.digest}: platform ${platform} of a child`)
    seen.add(platform)
    await checkManifest(check, child)
  }
}

async function checkManifest(check: Check, entry: Checked): Promise<void> {
  const manifest = await checkedDocument(check, entry)
  if (!manifest) return
  expectSame(check, entry, 'mediaType', manifest.mediaType, `${OCI}.manifest.v1+json`)
  expectSame(check, entry, 'config.mediaType', manifest.config.mediaType, `${OCI}.config.v1+json`)
  const config = await checkedDocument(check, manifest.config)
  if (!config) return
  if (entry.platform) {
    for (const part of ['os', 'architecture', 'variant'] as const)
      expectSame(check, entry, part, config[part], entry.platform[part])
  }
  const diffIds: readonly string[] = config.rootfs.diff_ids
  const filled = (config.history ?? []).filter((step: {empty_layer?: boolean}) => !step.empty_layer)
  expectSame(check, entry, 'number of diffIDs', diffIds.length, manifest.layers.length)
  expectSame(check, entry, 'number of non-empty history entries', filled.length, manifest.layers.length)
  expectSame(check, entry, 'repeated keys of Env', repeated(config.config?.Env ?? []), '')
  for (const [at, layer] of manifest.layers.entries()) await checkLayer(check, layer, diffIds[at])
}

function repeated(env: readonly string[]): string {
  const names = env.map(line => line.split('=')[0])
  return names.filter((name, at) => names.indexOf(name) !== at).join(' ')
}

async function checkLayer(check: Check, layer: Checked, diffId: string | undefined): Promise<void> {
  if (!LAYER_TYPES.has(layer.mediaType)) check.problems.push(`${layer.digest}: media type ${layer.mediaType}`)
  const path = blob(check, layer)
  check.reached.add(layer.digest)
  if (!existsSync(path)) {
    if (!check.origins.has(layer.digest)) check.problems.push(`${layer.digest} is missing, and no origin is given`)
    return
  }
  if (check.origins.has(layer.digest)) check.problems.push(`${layer.digest} is there, and has an origin too`)
  const {digest, size} = await measure(createReadStream(path))
  expectSame(check, layer, 'digest', digest, layer.digest)
  expectSame(check, layer, 'size', size, layer.size)
  if (!layer.mediaType.endsWith('+gzip')) return
  const content = await measure(createReadStream(path).pipe(createGunzip()))
  expectSame(check, layer, 'diffID', content.digest, diffId)
}

// biome-ignore lint/suspicious/noExplicitAny: any shape may stand in the document; a wrong one fails the check
async function checkedDocument(check: Check, entry: Checked): Promise<any> {
  check.reached.add(entry.digest)
  const bytes = await readFile(blob(check, entry)).catch(() => undefined)
  if (!bytes) {
    check.problems.push(`${entry.digest} (${entry.mediaType}) is missing`)
    return undefined
  }
  expectSame(check, entry, 'digest', `sha256:${createHash('sha256').update(bytes).digest('hex')}`, entry.digest)
  expectSame(check, entry, 'size', bytes.length, entry.size)
  return JSON.parse(bytes.toString())
}

/** A blob that nothing names is a left-over. */
async function checkStrays({layout, reached, problems}: Check): Promise<void> {
  for (const name of await readdir(join(layout, 'blobs', 'sha256'))) {
    if (!reached.has(`sha256:${name}`)) problems.push(`blobs/sha256/${name} belongs to no image`)
  }
}

function expectSame({problems}: Check, {digest}: Checked, what: string, found: unknown, expected: unknown): void {
  if (found !== expected) problems.push(`${digest}: ${what} is ${found}, expected ${expected}`)
}

async function measure(stream: AsyncIterable<Buffer>): Promise<{digest: string; size: number}> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of stream) {
    hash.update(chunk)
    size += chunk.length
  }
  return {digest: `sha256:${hash.digest('hex')}`, size}
}

function blob({layout}: Check, {digest}: Checked): string {
  return join(layout, 'blobs', 'sha256', digest.replace('sha256:', ''))
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function json(path: string, absent: unknown): Promise<any> {
  return existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : absent
}
