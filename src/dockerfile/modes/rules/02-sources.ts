import {hidesCompile} from './hidden-compile.ts'
import {OK, type Rule, refuse} from './rule.ts'

/** Certificates of the stage's image, an empty folder, a user's home: none of it would be there any more. */
export const sources: Rule = {
  id: 'replace-2-sources',
  title: 'all that is taken from the stage is a program of go build, or a file of the context',
  hint: 'copy only programs and files of the context out of that stage; certificates and the like from another one',
  check: judged => {
    for (const use of judged.uses) {
      // A program that make or a script makes is rule 3's to explain.
      if (use.kind === 'known' || hidesCompile(judged)) continue
      const {line, path, how} = use.consumer
      return refuse(`line ${line} ${how === 'copy' ? 'copies' : 'mounts'} ${path}, ${use.why}`, line)
    }
    return OK
  },
}
