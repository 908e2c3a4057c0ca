import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pushBaseImages} from './base-images.ts'
import {type Builder, createBuilder} from './builder.ts'
import {startBuildkitd} from './buildkitd.ts'
import {type Finished, output, runCli} from './bundle.ts'
import {startRegistry} from './registries.ts'
import {writeFiles} from './workspace.ts'

/** A registry with base images, a BuildKit that asks it first, and projects to build with them. */
export interface DockerfileLab {
  readonly folder: string
  /** Of the registry. */
  readonly host: string
  readonly builder: Builder
  /** A project in a git repository of its own. */
  project(files: Readonly<Record<string, string>>): Promise<string>
  /** The command line, with the builder as its current one. */
  cli(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>
  stop(): Promise<void>
}

export async function startDockerfileLab(): Promise<DockerfileLab> {
  const folder = mkdtempSync(join(tmpdir(), 'dockerfile-lab-'))
  const stops: (() => void | Promise<void>)[] = [() => rmSync(folder, {recursive: true, force: true, maxRetries: 3})]
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    const registry = await startRegistry()
    stops.push(() => registry.stop())
    await pushBaseImages(registry.host)
    const daemon = await startBuildkitd({registry: registry.host})
    stops.push(() => daemon.stop())
    const builder = await createBuilder([daemon])
    stops.push(() => builder.stop())
    const cli: DockerfileLab['cli'] = (args, env = {}) =>
      runCli(args, {env: {...builder.env, GO_CONTAINERIZE_CACHE: join(folder, 'cache'), ...env}})
    return {folder, host: registry.host, builder, project: files => projectIn(folder, files), cli, stop}
  } catch (error) {
    await stop()
    throw error
  }
}

async function projectIn(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  const dir = mkdtempSync(join(folder, 'project-'))
  writeFiles(dir, files)
  const git = (...args: readonly string[]) => output('git', args, {cwd: dir})
  await git('init', '-q', '-b', 'main')
  await git('add', '-A')
  await git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x')
  return dir
}
