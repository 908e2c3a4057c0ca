// Proofs take an hour: what an interrupted run has proven is not proven again.
import {existsSync, readFileSync, writeFileSync} from 'node:fs'

/** @param {string | undefined} file JSON; without one nothing is kept */
export function openKept(file) {
  const proofs = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  return {
    async proof(project, make) {
      const key = JSON.stringify(project)
      proofs[key] ??= await make()
      if (file !== undefined) writeFileSync(file, JSON.stringify(proofs, undefined, 2))
      return proofs[key]
    },
  }
}
