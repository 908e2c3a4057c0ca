import {posix} from 'node:path'
import {below, isUnfollowed} from '../context-files.ts'
import {targetOf} from '../go-environment.ts'
import {foreignToolFlag} from '../go-flags.ts'
import type {PlacedBuild, StageModel} from '../stage-model.ts'
import {OK, type Refusal, type Rule, refuse} from './rule.ts'

/** The same Go, for the same target. */
export const environment: Rule = {
  id: 'replace-5-environment',
  title: 'which Go compiles, and for what, is known and right for each platform',
  hint: 'use a golang image with a version, and GOOS=$TARGETOS GOARCH=$TARGETARCH',
  check: ({model, builds}) => {
    const {go} = model
    if (go.kind === 'unknown') return refuse(`which Go the stage has is not known: ${go.why}`, model.image.line)
    if (isTooOld(go.version)) return refuse(`${go.image} has a Go older than 1.${LEAST_MINOR}`, model.image.line)
    for (const {build} of builds) {
      const wrong =
        wrongTarget(model, build) ??
        wrongValue(build) ??
        foreignTool(build) ??
        ownModules(model, build) ??
        copiedSettings(model, build) ??
        wrongGo(model, build)
      if (wrong) return wrong
    }
    if (go.kind === 'exact') return OK
    const message = `${go.image} is whatever Go is newest under that name; here it is the Go that this run uses`
    return {ok: true, warnings: [{message, line: model.image.line}]}
  },
}

/** What this program compiles with: see src/go/facts.ts. */
const LEAST_MINOR = 21

function isTooOld(version: string): boolean {
  const [, minor] = /^1\.(\d+)/.exec(version) ?? []
  return minor !== undefined && Number(minor) < LEAST_MINOR
}

function wrongTarget(model: StageModel, build: PlacedBuild): Refusal | undefined {
  const {GOOS, GOARCH} = targetOf({...model, go: build.go, env: build.env})
  const {os, architecture} = model.platform
  if (GOOS === os && GOARCH === architecture) return undefined
  return refuse(`it compiles for ${GOOS}/${GOARCH} in an image for ${os}/${architecture}`, build.line)
}

/** Values that go refuses, or that change what the rest of this decision believes. */
function wrongValue({env, line}: PlacedBuild): Refusal | undefined {
  const {GO111MODULE = '', GOARM = '', GOTOOLCHAIN = '', GOENV = 'off', GOROOT = '', GOWORK = ''} = env
  if (GO111MODULE === 'off' || GO111MODULE === 'auto') return refuse(`GO111MODULE is ${GO111MODULE}`, line)
  if (GOARM !== '' && !/^[567](,(soft|hard)float)?$/.test(GOARM)) return refuse(`go knows no GOARM=${GOARM}`, line)
  // golang images say `local`: no other Go is fetched.
  if (GOTOOLCHAIN !== '' && GOTOOLCHAIN !== 'local') return refuse(`GOTOOLCHAIN is ${GOTOOLCHAIN}`, line)
  if (GOENV !== 'off' && GOENV !== '') return refuse(`go reads its settings from ${GOENV}`, line)
  if (GOROOT !== '' && GOROOT !== '/usr/local/go') return refuse(`GOROOT is ${GOROOT}`, line)
  // A path of the stage, where the runner has something else or nothing.
  if (GOWORK !== '' && GOWORK !== 'off') return refuse(`GOWORK is ${GOWORK}`, line)
  return undefined
}

/** Other tools than golang's, a program that hands out what is compiled already, and settings of go that have no flag. */
function foreignTool({env, go, line}: PlacedBuild): Refusal | undefined {
  const name = ['GOTOOLDIR', 'GOCACHEPROG', 'GODEBUG', 'GO_EXTLINK_ENABLED'].find(name => env[name])
  if (name !== undefined) return refuse(`${name} is ${env[name]}`, line)
  const flag = foreignToolFlag(go.flags)
  return flag === undefined ? undefined : refuse(`${flag} names files or programs of the stage`, line)
}

/** Modules that only the stage has, in a folder that is go's proxy or go's cache. */
function ownModules({copies, files, steps}: StageModel, {env, line}: PlacedBuild): Refusal | undefined {
  const {GOPROXY = '', GOPATH = ''} = env
  // A list, with commas and bars: https://go.dev/ref/mod#environment-variables
  if (/(^|[,|])\s*file:/i.test(GOPROXY))
    return refuse(`go fetches modules from a folder of the stage: ${GOPROXY}`, line)
  const cache = posix.resolve('/', env.GOMODCACHE || `${GOPATH.split(':')[0] || '/go'}/pkg/mod`)
  const filling =
    files.sourceOf(cache)?.copy ??
    copies.find(({destination}) => below(cache, destination) !== undefined) ??
    steps.find(step => step.kind === 'copy' && isUnfollowed(step) && overlap(cache, posix.resolve(step.destination)))
  return filling && refuse(`go finds modules in ${cache}, which the context fills`, filling.line)
}

function overlap(a: string, b: string): boolean {
  return below(a, b) !== undefined || below(b, a) !== undefined
}

/** Settings of go that the stage copies to where it looks for them: https://pkg.go.dev/cmd/go#hdr-Environment_variables */
function copiedSettings({files}: StageModel, {env, line}: PlacedBuild): Refusal | undefined {
  const config = env.XDG_CONFIG_HOME || `${env.HOME || '/root'}/.config`
  const found = [posix.join(config, 'go/env'), '/usr/local/go/go.env'].find(path => files.sourceOf(path) !== undefined)
  return found === undefined ? undefined : refuse(`go reads its settings from ${found}`, line)
}

/** A file called go that the stage copies to a folder which PATH names before golang's own. */
function wrongGo({files}: StageModel, {env, go, line}: PlacedBuild): Refusal | undefined {
  const folders = (env.PATH ?? '').split(':')
  const before = folders.slice(0, Math.max(0, folders.indexOf('/usr/local/go/bin')))
  const found = before.map(folder => posix.join(folder, go.program)).find(path => files.sourceOf(path) !== undefined)
  return found === undefined ? undefined : refuse(`${found} of the context runs instead of golang’s`, line)
}
