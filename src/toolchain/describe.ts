import type {GoPlan} from './toolchain.ts'
import type {Toolchain} from './types.ts'

/** One line for the plan; offline it may say what only a look-up can tell. */
export function describeGoPlan({choice}: Pick<GoPlan, 'choice'>): string {
  switch (choice.kind) {
    case 'use':
      return `Go ${choice.go.version} (${choice.reason})`
    case 'fetch':
      return `Go ${choice.version}, which has to be fetched (${choice.reason})`
    case 'unresolved':
      return `unresolved: ${choice.reason}`
  }
}

/** The one line of the log. */
export function describeToolchain({version, reason}: Pick<Toolchain, 'version' | 'reason'>): string {
  return `Go ${version} (${reason})`
}
