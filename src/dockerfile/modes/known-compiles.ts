import {Refused} from '../text.ts'
import type {ModeInput} from './mode-types.ts'
import {compileOf, judge} from './replace.ts'
import {readStages} from './stages.ts'
import type {StageCompile} from './types.ts'

/**
 * The compiles whose words are known and whose programs are taken from their stage, for the first platform: also those
 * that stay in the stage, since go can tell what they are made of.
 */
export function knownCompiles({dockerfile, build, tree}: Pick<ModeInput, 'dockerfile' | 'build' | 'tree'>) {
  const platforms = build.platforms.slice(0, 1)
  try {
    const judged = readStages({dockerfile, tree, build: {...build, platforms}}).models.map(judge)
    return judged.flatMap(({model, builds}): readonly StageCompile[] => builds.map(used => compileOf(model, used)))
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}
