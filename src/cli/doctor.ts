import type {Command} from 'commander'
import {formatReference} from '../oci/index.ts'
import type {Session} from './session.ts'

void formatReference
export function addDoctor(program: Command, session: Session): void {
  program.command('doctor').action(() => void session)
}
