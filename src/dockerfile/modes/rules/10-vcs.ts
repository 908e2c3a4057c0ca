import {OK, type Rule, refuse} from './rule.ts'

/** Whether a program names its commit is decided, and not an accident of where it was compiled. */
export const vcs: Rule = {
  id: 'replace-10-vcs',
  title: 'the program names the same commit, or none',
  hint: 'add .git to .dockerignore or -buildvcs=false to the go build, or check out with fetch-depth: 0',
  check: ({model, builds}) => {
    for (const {build, buildvcs} of builds) {
      if (buildvcs === 'false') continue
      const {git, tracked = [], kindOf} = model.tree
      if (kindOf('.git') !== 'folder')
        return refuse('-buildvcs=true needs a .git, which the stage would not have', build.line)
      if (!git) return refuse('.git is in the stage, and what it would say of the commit is not known here', build.line)
      if (!git.complete) return refuse('.git is in the stage, but commits or tags are missing in it', build.line)
      if (!git.clean) return refuse('.git is in the stage, and the work tree has changes', build.line)
      const hidden = tracked.find(model.isHidden)
      if (hidden === undefined) continue
      const message = `in the stage go would call the sources changed, since .dockerignore hides ${hidden}; here it calls them what they are`
      return {ok: true, warnings: [{message, line: build.line}]}
    }
    return OK
  },
}
