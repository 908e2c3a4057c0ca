import {Command, CommanderError, type Option} from 'commander'
import {inputsOf} from '../request/index.ts'
import {addBuild} from './build.ts'
import {addCache} from './cache.ts'
import {addDoctor} from './doctor.ts'
import {addInspect} from './inspect.ts'
import {addPlan} from './plan.ts'
import {addPush} from './push.ts'
import type {Session} from './session.ts'

const ABOUT = 'From a Go repository to a verified multi-platform image in a registry, in one step and without Docker.'
const EXAMPLES = `
Examples:
  $ go-containerize build
  $ go-containerize build --image ghcr.io/acme/shop --tag v1.4.2 --push
  $ go-containerize plan
  $ go-containerize COMMAND --help

Exit codes: 0 done; 1 the work failed; 2 the request is wrong; 130 and 143 after SIGINT and SIGTERM.`

export function createProgram(session: Session, version: string): Command {
  const program = new Command('go-containerize')
    .description(ABOUT)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: text => void session.stdout.write(text),
      writeErr: text => void session.stderr.write(text),
      getOutHelpWidth: () => session.stdout.columns ?? 100,
      getErrHelpWidth: () => session.stderr.columns ?? 100,
    })
    .configureHelp({optionTerm: termOf})
  for (const add of [addBuild, addPlan, addPush, addInspect, addDoctor, addCache]) add(program, session)
  return program
}

const CAN_BE_OFF = new Set(
  inputsOf('cli')
    .filter(({kind, only}) => ['boolean', 'tri-state'].includes(kind) && only === undefined)
    .map(({name}): string => name),
)

/** A switch that can be turned off says so. */
function termOf(option: Option): string {
  return CAN_BE_OFF.has(option.name()) ? `--[no-]${option.name()}` : option.flags
}

/** Commander ends help and version by an error too; those are what was asked for. */
export function exitCodeOfCommander(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2
}

export {CommanderError}
