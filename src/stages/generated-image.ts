import {createWriteStream} from 'node:fs'
import {chmod, copyFile, mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {
  archiveEntries,
  FILES_ARCHIVE,
  type GeneratedDockerfile,
  generateDockerfile,
  platformFolder,
  ROOTS_ARCHIVE,
} from '../dockerfile/index.ts'
import {
  binaryPath,
  containerConfig,
  type ImageFiles,
  type ImageToBuild,
  type PlacedBinary,
  programPaths,
  type ResolvedBase,
  rootsLayer,
} from '../engine/index.ts'
import {formatLayoutReference, isDigest, type TarEntry, writeTar} from '../oci/index.ts'

const PROGRAMS = 'programs'
const BASE = 'base'

/** What one image is built of: all but its programs is known before they are compiled. */
export interface GeneratedImage extends GeneratedDockerfile {
  readonly image: ImageToBuild
  /** What goes into it beside the programs. */
  readonly entries: readonly TarEntry[]
  /** Contexts of the build that aren't written by us. */
  readonly contexts: Readonly<Record<string, string>>
}

export function generateImage(image: ImageToBuild, {kodata, files}: ImageFiles): GeneratedImage {
  const {base, container, mains} = image
  const entries = archiveEntries([...kodata, ...files])
  const from = base && baseOf(base)
  const generated = generateDockerfile({
    base: from?.name,
    configs: image.platforms.map(platform => {
      const below = base?.for(platform).config.value
      const wanted = containerConfig({
        container,
        labels: {}, // by flags: a LABEL would bring the commit into the image's history, where it counts as content
        binaryPaths: programPaths(image),
        kodata: kodata.length > 0,
        base: base && below && {name: base.name, digest: base.digest, config: below},
      })
      return {wanted, inherited: below?.config}
    }),
    programs: mains.map(main => ({name: main.name, destination: binaryPath(image, main)})),
    programsContext: PROGRAMS,
    files: entries.length > 0,
  })
  return {...generated, image, entries, contexts: from?.contexts ?? {}}
}

/** By digest: a tag that moves while we compile would give another image than the one that was looked at. */
function baseOf({name, digest, location}: ResolvedBase) {
  if (location.kind === 'registry') return {name: name.includes('@') ? name : `${name}@${digest}`, contexts: {}}
  if (!isDigest(digest)) throw new Error(`${digest} is no digest`)
  return {name: BASE, contexts: {[BASE]: formatLayoutReference({path: location.path, image: digest})}}
}

/** Where what is built lies. */
export interface WrittenImage {
  /** The Dockerfile. */
  readonly file: string
  readonly context: string
  readonly contexts: Readonly<Record<string, string>>
}

/** Writes it into a folder of its own. `assets`: where the roots layer lies. */
export async function writeImage(
  {image, text, entries, contexts}: GeneratedImage,
  binaries: readonly PlacedBinary[],
  {folder, assets}: {readonly folder: string; readonly assets: string},
): Promise<WrittenImage> {
  const [file, context, programs] = [join(folder, 'Dockerfile'), join(folder, 'context'), join(folder, PROGRAMS)]
  await Promise.all([mkdir(context, {recursive: true}), mkdir(programs, {recursive: true})])
  await writeFile(file, text)
  if (!image.base) await writeFile(join(context, ROOTS_ARCHIVE), (await rootsLayer(assets)).bytes)
  if (entries.length > 0) {
    const archive = createWriteStream(join(context, FILES_ARCHIVE))
    await pipeline(Readable.from(writeTar(entries, image.fileTime)), archive)
  }
  for (const binary of binaries) await layProgram(binary, programs)
  return {file, context, contexts: {...contexts, [PROGRAMS]: programs}}
}

/** A copy, since its mode goes into the image. */
async function layProgram({main, platform, path}: PlacedBinary, programs: string): Promise<void> {
  const folder = join(programs, platformFolder(platform))
  const target = join(folder, main.name)
  await mkdir(folder, {recursive: true})
  await copyFile(path, target)
  await chmod(target, 0o755)
}
