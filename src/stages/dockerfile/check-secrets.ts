import {buildkit} from '../../engine/index.ts'
import {RequestError} from '../../lib/errors.ts'

/**
 * Tells of secrets that a Dockerfile requires and nobody gave, before anything is compiled. Most ask for none and need
 * no question; where buildx or the frontend is too old to answer, BuildKit tells when it gets there.
 */
export async function checkSecrets(dockerfile: Buffer, question: buildkit.Question): Promise<void> {
  if (!dockerfile.includes('secret')) return
  const outline = await buildkit.askOutline(question)
  if (!outline) return
  const problems = buildkit.secretProblems(outline, question.task.request, question.source)
  if (problems.length > 0) throw new RequestError(problems)
}
