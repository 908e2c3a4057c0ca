import {hidesCompile} from './hidden-compile.ts'
import {OK, type Rule, refuse} from './rule.ts'

/** Even `make -n` runs code of the Makefile, so nothing but a go build with words that can be read is taken over. */
export const words: Rule = {
  id: 'replace-3-words',
  title: 'the programs are made by a go build whose words are known',
  hint: 'write the go build itself into the RUN, or give the command with `build-command`',
  check: judged => {
    const hidden = hidesCompile(judged)
    if (hidden) return hidden
    const [first] = judged.model.consumers
    return judged.builds.length === 0
      ? refuse('no program of a go build is taken from the stage', first?.line ?? judged.model.stage.line)
      : OK
  },
}
