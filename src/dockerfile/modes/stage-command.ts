import {posix} from 'node:path'
import {goEnvOf} from '../../go/index.ts'
import {formatPlatform} from '../../oci/index.ts'
import type {StageModel} from './stage-model.ts'
import type {StageCommand} from './types.ts'

interface CommandInput {
  readonly model: StageModel
  readonly words: readonly string[]
  /** Of the context, where it runs. */
  readonly folder: string
  /** Of the RUN that it stands for, and what that one sees. */
  readonly line: number
  readonly env: Readonly<Record<string, string>>
  /** Absolute paths in the stage. */
  readonly programs: readonly string[]
}

/** What has to run for one stage and platform. */
export function stageCommand({model, words, folder, line, env, programs}: CommandInput): StageCommand {
  const {platform, files} = model
  const {go} = model
  return {
    id: `${model.stage.name} ${formatPlatform(platform)}`,
    platform,
    words,
    line,
    folder,
    env: {...stageEnv(env), ...platformEnv(model)},
    programs: programs.map(path => {
      const host = files.folderOf(posix.dirname(path))
      return {path, file: host === undefined ? undefined : posix.join(host, posix.basename(path))}
    }),
    go: go.kind === 'unknown' ? undefined : go,
  }
}

/** The stage's own ARGs and ENVs, but for what tells where things are in it. */
function stageEnv(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PLACES.has(name)))
}

const PLACES = new Set([
  ...['PATH', 'HOME', 'PWD', 'SHELL', 'TMPDIR', 'GOPATH', 'GOROOT', 'GOENV', 'GOBIN', 'GOCACHE', 'GOCACHEPROG'],
  ...['GOMODCACHE', 'GOTMPDIR', 'GOTOOLDIR', 'GOTOOLCHAIN', 'GOLANG_VERSION'],
])

function platformEnv({platform}: StageModel): Readonly<Record<string, string>> {
  return {
    TARGETPLATFORM: formatPlatform(platform),
    TARGETOS: platform.os,
    TARGETARCH: platform.architecture,
    TARGETVARIANT: platform.variant ?? '',
    ...goEnvOf(platform),
  }
}
