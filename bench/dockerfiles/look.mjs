// Each Dockerfile in turn: its plan, and where it can be built here, the proof that the image is the same.
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {checkOut, commitAll, removeIgnoreFiles} from './checkout.mjs'
import {openProgram, planOf} from './program.mjs'

export async function lookAtAll(projects, {folder, dist}) {
  // Nothing of this machine's Go settings, and a cache of its own.
  const env = {...process.env, GOENV: 'off', GOFLAGS: '', GOTOOLCHAIN: 'auto', GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
  const cli = openProgram({node: process.execPath, path: join(dist, 'cli.js'), env})
  const rows = []
  for (const project of projects) {
    process.stderr.write(`${project.module} ${project.file ?? 'Dockerfile'}\n`)
    const tree = join(folder, 'tree')
    checkOut(project.module, tree)
    rows.push(await lookAt(project, {tree, cli}))
    rmSync(tree, {recursive: true, force: true})
  }
  return rows
}

async function lookAt(project, {tree, cli}) {
  const plan = await planOf(cli, project, tree)
  if (plan.mode !== 'prebuilt' || !removeIgnoreFiles(tree)) return {project, plan}
  commitAll(tree, 'without .gitignore')
  return {project, plan, withoutIgnore: await planOf(cli, project, tree)}
}
