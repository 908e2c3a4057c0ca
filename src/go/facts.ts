import {UserError} from '../lib/errors.ts'
import {isRecord} from '../lib/json.ts'
import {hintFor} from './hints.ts'
import type {RunGo} from './tool.ts'

/** The older ones have no toolchain lines, and no cmd/go that says where a stamp comes from. */
const LEAST_GO = {major: 1, minor: 21}

/** What `go env` says in the request's folder. */
export interface GoFacts {
  /** As Go says it: `go1.26.1`. */
  readonly goVersion: string
  /** The number alone: `1.26.1`. */
  readonly version: string
  readonly minor: number
  /** Absolute path of the go.mod that governs the folder; undefined outside modules. */
  readonly goMod: string | undefined
  /** Absolute path of the work file in use. */
  readonly goWork: string | undefined
  /** As the machine or the user set them, not split. */
  readonly goFlags: string
}

const NAMES = ['GOVERSION', 'GOMOD', 'GOWORK', 'GOFLAGS']

/** One `go env`, some 10 ms. Rejects with a UserError where there is no Go that we can work with. */
export async function goFacts({go, dir}: {go: RunGo; dir: string}): Promise<GoFacts> {
  const {exitCode, stdout, stderr} = await go(['env', '-json', ...NAMES], {cwd: dir})
  if (exitCode !== 0) throw goEnvFailed(dir, stderr.trim())
  const read = readEnv(stdout)
  const goVersion = read('GOVERSION')
  const [major, minor] = versionNumbers(goVersion)
  if (major < LEAST_GO.major || (major === LEAST_GO.major && minor < LEAST_GO.minor)) {
    throw new UserError(`cannot compile with ${goVersion}: Go ${LEAST_GO.major}.${LEAST_GO.minor} or later is needed`, {
      hint: 'install a newer Go; it compiles older modules too',
    })
  }
  return {
    goVersion,
    version: goVersion.replace(/^go/, ''),
    minor,
    goMod: modulePathOf(read('GOMOD')),
    goWork: ['', 'off'].includes(read('GOWORK')) ? undefined : read('GOWORK'),
    goFlags: read('GOFLAGS'),
  }
}

function readEnv(json: string): (name: string) => string {
  const values: unknown = JSON.parse(json)
  return name => {
    const value = isRecord(values) ? values[name] : undefined
    return typeof value === 'string' ? value : ''
  }
}

/** Go names the null device where there is no module. */
function modulePathOf(goMod: string): string | undefined {
  return ['', '/dev/null', 'NUL'].includes(goMod) ? undefined : goMod
}

/** A development version (`devel go1.27-abc`) counts as the version it will become. */
function versionNumbers(goVersion: string): [number, number] {
  const match = /\bgo(\d+)\.(\d+)/.exec(goVersion)
  return match ? [Number(match[1]), Number(match[2])] : [Number.MAX_SAFE_INTEGER, 0]
}

function goEnvFailed(dir: string, text: string): UserError {
  return new UserError(`cannot read Go's settings in ${dir}: ${text.replace(/^go: /, '')}`, {
    hint: hintFor(text) ?? 'run `go env` in that folder: it has to work first',
  })
}
