// Each Dockerfile in turn: its plan, and where it can be built here, the proof that the image is the same.
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {proofOf} from './build.mjs'
import {checkOut, commitAll, removeIgnoreFiles} from './checkout.mjs'
import {openKept} from './kept.mjs'
import {openProgram, planOf} from './program.mjs'
import {openBuilds} from './world.mjs'

export async function lookAtAll(projects, {folder, dist, build, keep}) {
  // Nothing of this machine's Go settings, and a cache of its own.
  const own = {GOENV: 'off', GOFLAGS: '', GOTOOLCHAIN: 'auto', GO_CONTAINERIZE_CACHE: join(folder, 'cache')}
  const env = {...process.env, ...own}
  const cli = openProgram({node: process.execPath, path: join(dist, 'cli.js'), env})
  const builds = build ? await openBuilds(folder) : undefined
  const kept = openKept(keep)
  const rows = []
  try {
    for (const project of projects) {
      process.stderr.write(`${project.module} ${project.file ?? 'Dockerfile'}\n`)
      const tree = join(folder, 'tree')
      checkOut(project, tree)
      rows.push(await lookAt(project, {tree, folder, cli, builds, env, kept}))
      rmSync(tree, {recursive: true, force: true})
    }
  } finally {
    await builds?.close()
  }
  return rows
}

async function lookAt(project, {tree, ...around}) {
  const plan = await planOf(around.cli, project, tree)
  const prove = () => proofOf(project, plan, {tree, ...around})
  const proof = around.builds && project.build && (await around.kept.proof(project, prove))
  if (proof) process.stderr.write(`${proof.same ? '  the same' : `  NOT the same:\n${proof.differences.join('\n')}`}\n`)
  if (plan.mode !== 'prebuilt' || !removeIgnoreFiles(tree)) return {project, plan, proof}
  commitAll(tree, 'without .gitignore')
  return {project, plan, proof, withoutIgnore: await planOf(around.cli, project, tree)}
}
