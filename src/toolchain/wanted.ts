import type {NamingFile} from './files.ts'
import {readGoToolchain} from './go-toolchain.ts'
import {askOfAction, askOfLaptop, quoteLine} from './module-ask.ts'
import {isModuleFile, linesOf, type ModuleLines, versionIn} from './naming.ts'
import {parseSpec} from './range.ts'
import type {Wanted, WantedOptions, WantedResult} from './types.ts'
import {isAtLeast, readVersion} from './version.ts'
import {wantedProblems} from './wanted-problems.ts'

type Source = (options: WantedOptions, module: ModuleLines | undefined) => Found | undefined
type Found = Omit<Wanted, 'least' | 'newest'> & {readonly newest?: boolean}

/** The first of these that says something decides. */
const SOURCES: readonly Source[] = [byVersion, byGivenFile, byGoToolchain, byModule, byVersionFile]
const NOTHING: Found = {
  ask: {kind: 'installed', otherwise: {kind: 'stable'}},
  origin: 'nothing asks for a version',
  subject: 'go-version',
}

/** Which Go is wanted, and who says so. Pure. */
export function decideWanted(options: WantedOptions): WantedResult {
  const {request, files} = options
  const module = files.module ? linesOf(files.module) : undefined
  const problems = wantedProblems(options, module)
  if (problems.length > 0) return {problems}
  const found = SOURCES.map(source => source(options, module)).find(answer => answer !== undefined) ?? NOTHING
  const least = module?.go === undefined ? undefined : readVersion(module.go)
  return {
    wanted: {
      newest: request.checkLatest,
      ...found,
      ...(module && least ? {least: {version: least, origin: quoteLine('go', module.go ?? '', module.file)}} : {}),
    },
    warnings: [
      ...(request.version && request.versionFile
        ? [`go-version and go-version-file are both given: go-version ${request.version} counts`]
        : []),
      ...(found === NOTHING ? notUnderstood(files.version) : []),
    ],
  }
}

/** What stands there for Go was written to be heard; a .tool-versions may also be about other tools alone. */
function notUnderstood(file: NamingFile | undefined): readonly string[] {
  const text = file && versionIn(file)
  if (!file || text === undefined) return []
  return [`${file.name} says "${text}", which is no version of Go, so it is not used: write 1.25.3, 1.25.x or stable`]
}

function byVersion({request: {version}}: WantedOptions): Found | undefined {
  const ask = version ? parseSpec(version) : undefined
  return ask && {ask, origin: `go-version ${version}`, subject: 'go-version'}
}

function byGivenFile({files: {given}, goToolchain}: WantedOptions): Found | undefined {
  return given && 'text' in given ? ofFile(given, goToolchain, 'go-version-file') : undefined
}

/** A file that the project keeps is to mean the same Go on every machine: an open version is its newest release. */
function ofFile(file: NamingFile, goToolchain: string, subject: string): Found | undefined {
  if (isModuleFile(file)) {
    const lines = linesOf(file)
    // setup-go does not read the line either where GOTOOLCHAIN forbids to switch.
    const asked = askOfAction(goToolchain === 'local' ? {...lines, toolchain: undefined} : lines, file.name)
    return asked && {...asked, subject, newest: true}
  }
  const text = versionIn(file)
  const ask = text === undefined ? undefined : parseSpec(text)
  return ask && {ask, origin: `${text} in ${file.name}`, subject, newest: true}
}

/** `local` is what an earlier setup-go exports for the rest of the job: the Go on PATH is the user's choice then. */
function byGoToolchain(options: WantedOptions, module: ModuleLines | undefined): Found | undefined {
  const {goToolchain, door} = options
  const setting = readGoToolchain(goToolchain)
  if (setting === undefined || setting === 'auto') return undefined
  const origin = `GOTOOLCHAIN=${goToolchain}`
  const subject = 'GOTOOLCHAIN'
  const asked = module && askOfAction({...module, toolchain: undefined}, module.file)
  if (setting === 'local') {
    const least = module?.go === undefined ? undefined : readVersion(module.go)
    const otherwise = door === 'cli' ? undefined : (asked?.ask ?? ({kind: 'stable'} as const))
    return {
      ask: {kind: 'installed', ...(least ? {atLeast: least} : {}), ...(otherwise ? {otherwise} : {})},
      origin,
      subject,
    }
  }
  const fromFile = setting.orNewer && module ? askOfLaptop(module, module.file)?.ask : undefined
  // `go1.25.3+auto`: that one, unless the files ask for a newer one.
  if (fromFile?.kind === 'installed' && fromFile.atLeast && !isAtLeast(setting.version, fromFile.atLeast))
    return undefined
  return {ask: {kind: 'exact', version: setting.version}, origin, subject}
}

function byModule({door}: WantedOptions, module: ModuleLines | undefined): Found | undefined {
  const asked = module && (door === 'cli' ? askOfLaptop : askOfAction)(module, module.file)
  return asked && {...asked, subject: module.file, newest: true}
}

function byVersionFile({files: {version}, goToolchain}: WantedOptions): Found | undefined {
  return version && ofFile(version, goToolchain, version.name)
}
