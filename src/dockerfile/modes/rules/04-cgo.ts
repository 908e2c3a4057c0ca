import {OK, type Rule, refuse} from './rule.ts'

/** Unsaid, it is on for the builder's own platform and off for others; and on, it needs the stage's compiler and libraries. */
export const cgo: Rule = {
  id: 'replace-4-cgo',
  title: 'CGO_ENABLED=0 is said, in the RUN, an ENV or an ARG',
  hint: 'write CGO_ENABLED=0 before the go build',
  check: ({builds}) => {
    for (const {build} of builds) {
      const value = build.env.CGO_ENABLED
      if (value === '0') continue
      const why =
        value === undefined || value === '' ? 'CGO_ENABLED is not set for the go build' : `CGO_ENABLED is ${value}`
      return refuse(why, build.line)
    }
    return OK
  },
}
