import {posix} from 'node:path'
import {inFolder} from '../context-files.ts'
import {absoluteModule} from '../module-paths.ts'
import {mainsOfCompile} from '../programs.ts'
import type {PlacedBuild, StageModel} from '../stage-model.ts'
import type {CompileFacts, UnlistedCompile} from '../types.ts'
import {type CompileFactsOf, type Judged, OK, type Refusal, type RuleResult, refuse} from './rule.ts'

export const FILES_ID = 'replace-6-files'
export const FILES_HINT = 'copy the file into the stage, and let .dockerignore not hide it'

/** The stage has all files that go reads on the runner, so it would compile the same ones. */
export function filesRule(judged: Judged, factsOf: CompileFactsOf): RuleResult {
  for (const {build} of judged.builds) {
    const facts = factsOf(judged.model, build)
    const wrong = wrongFolder(judged.model, build) ?? (facts && wrongFacts(judged.model, build, facts))
    if (wrong) return wrong
  }
  return OK
}

/** What can be said before go is asked. */
function wrongFolder(model: StageModel, build: PlacedBuild): Refusal | undefined {
  const host = model.files.folderOf(build.folder)
  if (host === undefined) return refuse(`which sources are in ${build.folder} is not clear`, build.line)
  if (build.lost !== undefined)
    return refuse(`go reads ${build.lost}, and the stage has no such file of the context`, build.line)
  const foreign = absoluteModule(build, host, model.tree)
  if (foreign) return refuse(`${foreign.file} names ${foreign.path}, a path of the stage alone`, build.line)
  const special = ['go.mod', 'go.sum', 'vendor/modules.txt'].map(name => inFolder(host, name))
  const lost = special.find(path => model.tree.kindOf(path) === 'file' && model.isHidden(path))
  if (lost !== undefined) return refuse(`.dockerignore hides ${lost} from the stage`, build.line)
  return profilesOf(model, build, host).flatMap(path => missing(model, build, path) ?? [])[0]
}

/** What go compiles the main packages by without being told. https://go.dev/doc/pgo#building */
function profilesOf({tree}: StageModel, {go, programs}: PlacedBuild, host: string): readonly string[] {
  if (go.flags.some(flag => /^-pgo=(?!auto$)/.test(flag))) return []
  const mains = mainsOfCompile({folder: host, packages: go.packages, programs}, tree.mains).map(({folder}) => folder)
  const ofFiles = go.packages.filter(name => name.endsWith('.go'))
  const folders = [...mains, ...ofFiles.map(name => posix.resolve('/', host, posix.dirname(name)).slice(1))]
  return folders.map(folder => inFolder(folder, 'default.pgo')).filter(path => tree.kindOf(path) === 'file')
}

function wrongFacts(model: StageModel, build: PlacedBuild, facts: CompileFacts | UnlistedCompile): Refusal | undefined {
  if ('failure' in facts) return refuse(`go can’t tell here what it reads: ${facts.failure}`, build.line)
  return wrongFiles(model, build, facts)
}

function wrongFiles(model: StageModel, build: PlacedBuild, facts: CompileFacts): Refusal | undefined {
  const [outside] = facts.outside
  if (outside !== undefined) return refuse(`go also reads ${outside}, outside of the context`, build.line)
  for (const file of [...facts.files, ...(facts.workFile === undefined ? [] : [facts.workFile])]) {
    const wrong = missing(model, build, file)
    if (wrong) return wrong
  }
  return undefined
}

/** A file of the context that the stage doesn't have where go would look for it. */
function missing(model: StageModel, build: PlacedBuild, file: string): Refusal | undefined {
  const host = model.files.folderOf(build.folder) ?? ''
  const place = posix.join(build.folder, posix.relative(`/${host}`, `/${file}`))
  if (model.files.sourceOf(place)?.source === file) return undefined
  const why = model.isHidden(file)
    ? `.dockerignore hides ${file} from the stage`
    : `the stage has no ${place}: ${file} is not copied there`
  return refuse(`${why}, yet go reads it here`, build.line)
}
