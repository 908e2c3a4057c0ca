// The program that is looked at, as a user calls it.
import {spawn} from 'node:child_process'
import {join} from 'node:path'

const BOTH = ['linux/amd64', 'linux/arm64']

/** The flags that say what is built, the same for every command. */
export function flagsOf({file = 'Dockerfile', buildArgs = {}, target, platforms = BOTH}, tree) {
  return [
    `--file=${join(tree, file)}`,
    ...platforms.map(platform => `--platform=${platform}`),
    ...Object.entries(buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...(target === undefined ? [] : [`--target=${target}`]),
  ]
}

/** What `plan` says of a Dockerfile. A failure is an answer too: its mode is `error`. */
export async function planOf(cli, project, tree) {
  const {code, stdout, stderr} = await cli(['plan', tree, '--json', ...flagsOf(project, tree)])
  if (code !== 0) return {mode: 'error', rule: '', reason: stderr.trim().split('\n')[0], line: undefined}
  const {mode, rule, reason} = JSON.parse(stdout).dockerfile
  // The place that the reason is about stands behind it, and behind that what to do.
  const [said, place = ''] = reason.split(` (${project.file ?? 'Dockerfile'}:`)
  return {mode, rule, reason: said, line: /^\d+/.exec(place)?.[0]}
}

/** `env` is all that the program gets: a cache of its own, and nothing of this machine's Go settings. */
export function openProgram({node, path, env}) {
  return (args, more = {}) => run(node, [path, ...args], {...env, ...more})
}

export function run(program, args, env, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']})
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', code => resolve({code, stdout, stderr}))
  })
}
