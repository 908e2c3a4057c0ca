import type {Command} from 'commander'
import type {Session} from './session.ts'
export function addInspect(program: Command, session: Session): void {
  program
    .command('inspect')
    .argument('<SUBJECT>')
    .action(() => void session)
}
