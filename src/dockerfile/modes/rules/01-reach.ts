import {OK, type Rule, refuse} from './rule.ts'

/** A folder of programs has no environment, user or shell: what stands on the stage or runs in it would break. */
export const reach: Rule = {
  id: 'replace-1-reach',
  title: 'the image takes files from the stage, and nothing is built on it',
  hint: 'let the image copy the program out of the stage: COPY --from=STAGE /path /path',
  check: ({model}) => {
    const [found] = model.entangled
    return found ? refuse(`stage ${model.stage.name} ${found.how}`, found.line) : OK
  },
}
