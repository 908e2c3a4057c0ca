import {type Dockerfile, type DockerfileProblem, parseDockerfile, type Stage} from '../../src/dockerfile/index.ts'

export function read(text: string): Dockerfile {
  const parsed = parseDockerfile(Buffer.from(text), 'Dockerfile')
  if ('problem' in parsed) throw new Error(`line ${parsed.problem.line}: ${parsed.problem.message}`)
  return parsed.dockerfile
}

export function problemOf(text: string): DockerfileProblem {
  const parsed = parseDockerfile(Buffer.from(text), 'Dockerfile')
  if ('problem' in parsed) return parsed.problem
  throw new Error('it was read without a problem')
}

export function stageOf(dockerfile: Dockerfile, index: number): Stage {
  const stage = dockerfile.stages[index]
  if (!stage) throw new Error(`there is no stage ${index}`)
  return stage
}

export const AMD64 = {os: 'linux', architecture: 'amd64'}
export const ARM = {os: 'linux', architecture: 'arm', variant: 'v7'}
