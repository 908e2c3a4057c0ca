import {reach} from './01-reach.ts'
import {sources} from './02-sources.ts'
import {words} from './03-words.ts'
import {cgo} from './04-cgo.ts'
import {environment} from './05-environment.ts'
import {FILES_HINT, FILES_ID, filesRule} from './06-files.ts'
import {sourceChanges} from './07-source-changes.ts'
import {checks} from './08-checks.ts'
import {touched} from './09-touched.ts'
import {vcs} from './10-vcs.ts'
import type {CompileFactsOf, Rule} from './rule.ts'

/** All of them, in their order: the first that doesn't hold is named. */
export function replaceRules(factsOf: CompileFactsOf): readonly Rule[] {
  const files: Rule = {
    id: FILES_ID,
    title: 'the stage has all files that go reads here',
    hint: FILES_HINT,
    check: judged => filesRule(judged, factsOf),
  }
  return [reach, sources, words, cgo, environment, files, sourceChanges, checks, touched, vcs]
}

/** For documentation: what must hold before a stage is replaced, and what to do where it does not. */
export function describeReplaceRules(): readonly Pick<Rule, 'id' | 'title' | 'hint'>[] {
  return replaceRules(() => undefined).map(({id, title, hint}) => ({id, title, hint}))
}
