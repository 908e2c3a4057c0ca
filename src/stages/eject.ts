import {stat} from 'node:fs/promises'
import {basename, dirname, join, relative} from 'node:path'
import type {Context} from '../context.ts'
import {type EjectImage, ejectDockerfile} from '../dockerfile/index.ts'
import {binaryPath, containerConfig, type ImageToBuild, KODATA_PATH, programPaths} from '../engine/index.ts'
import {UserError} from '../lib/errors.ts'
import {exists} from '../lib/files.ts'
import {LAYOUT_SCHEME} from '../oci/index.ts'
import type {FileToAdd} from '../request/index.ts'
import {contentsOf} from './contents.ts'
import {decide} from './decide.ts'
import {commonFolder, ejectScope, inContext, moduleFiles, moduleFolders, scopesOf} from './eject-modules.ts'
import {lookAround, needingGo} from './look-around.ts'
import {prepareGo} from './prepare-go.ts'

export interface Ejected {
  readonly dockerfile: string
  /** Absolute: the folder to build it in. */
  readonly context: string
}

/** The Dockerfile of what `build` would make; `cwd` is where people will type its commands. */
export async function eject(outer: Context, cwd: string): Promise<Ejected> {
  const request = {...outer.request, engine: 'embedded'} as const // of the Go sources, whatever Dockerfile there is
  const context = {...outer, request}
  const surroundings = needingGo(await lookAround(context))
  const {found, plan} = await decide(context, surroundings, await prepareGo(context, surroundings, {}))
  const {go, goFacts, flags, mains} = found
  const scopes = scopesOf(mains, goFacts.goWork)
  const modules = (await Promise.all(scopes.map(scope => moduleFolders(go, scope)))).flat()
  const folder = await contextFolder(request.dir, [...scopes.map(({dir}) => dir), ...modules], request.container.files)
  const images = contentsOf(context, plan, found, undefined).map(({toBuild}) => toBuild)
  const dockerfile = ejectDockerfile({
    goTag: golangTag(goFacts.version),
    platforms: request.platforms,
    cgo: request.compile.cgo,
    goEnv: request.compile.goEnv,
    goPrivate: request.goPrivate.patterns,
    flags: flags.build.map(onOneLine),
    moduleFiles: await moduleFiles(folder, scopes, [...new Set(modules)], goFacts.goWork),
    scopes: await Promise.all(scopes.map(scope => ejectScope(folder, scope))),
    base: baseName(request.base),
    images: await Promise.all(images.map(image => ejectImage(folder, image))),
    context: relative(cwd, folder) || '.',
  })
  return {dockerfile, context: folder}
}

async function ejectImage(context: string, image: ImageToBuild): Promise<EjectImage> {
  const {container, mains, name} = image
  const binaryPaths = programPaths(image)
  const kodata = await kodataFolders(image)
  const files = await Promise.all(container.files.map(file => copyOf(context, file)))
  // Labels of the commit would be wrong with the next one.
  const config = containerConfig({
    container,
    labels: container.labels,
    binaryPaths,
    kodata: kodata.length > 0,
    base: undefined,
  })
  return {
    name: mains.length === 1 ? (mains[0]?.name ?? name) : basename(name),
    programs: mains.map(main => ({name: main.name, destination: binaryPath(image, main)})),
    copies: [...kodata.map(source => ({source: inContext(context, source), destination: `${KODATA_PATH}/`})), ...files],
    config,
  }
}

async function kodataFolders({mains}: ImageToBuild): Promise<readonly string[]> {
  const folders = mains.map(({dir}) => join(dir, 'kodata'))
  const there = await Promise.all(folders.map(exists))
  return folders.filter((_, at) => there[at])
}

/** COPY of a folder copies what is in it: the folder's own name has to be said. */
async function copyOf(context: string, {source, destination}: FileToAdd) {
  const isFolder = (await stat(source)).isDirectory()
  const target = isFolder && destination.endsWith('/') ? `${destination}${basename(source)}` : destination
  return {source: inContext(context, source), destination: isFolder ? `${target.replace(/\/$/, '')}/` : target}
}

/** The repository's root is the farthest that a build context should reach. */
async function contextFolder(dir: string, modules: readonly string[], files: readonly FileToAdd[]): Promise<string> {
  const needed = commonFolder([dir, ...modules])
  const farthest = (await repositoryAbove(needed)) ?? needed
  const folder = commonFolder([needed, ...files.map(({source}) => source)])
  if (commonFolder([farthest, folder]) === farthest) return folder
  const outside = files.find(({source}) => commonFolder([farthest, source]) !== farthest)
  throw new UserError(
    `files: ${outside?.source} lies outside of ${farthest}, and a Dockerfile copies nothing from there`,
    {
      hint: 'move or copy it into the repository',
    },
  )
}

async function repositoryAbove(dir: string): Promise<string | undefined> {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

/** `1.26`: golang's image of a minor version always has its newest patch. A pre-release has a tag of its own. */
function golangTag(version: string): string {
  return /^\d+\.\d+(?:(?:rc|beta)\d+)?/.exec(version)?.[0] ?? '1'
}

/** Link flags often come as lines of YAML; where nothing is quoted a blank means the same to go. */
function onOneLine(flag: string): string {
  return /^-(ld|gc)flags=[^'"]*$/.test(flag) ? flag.replace(/\s*\n\s*/g, ' ') : flag
}

function baseName(base: string | undefined): string | undefined {
  if (base === undefined || base === 'scratch') return undefined
  if (!base.startsWith(LAYOUT_SCHEME)) return base
  throw new UserError(`a Dockerfile can't name ${base} as its base`, {
    hint: 'push that image to a registry, and give its reference as "base"',
  })
}
