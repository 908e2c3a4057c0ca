import {Command, type Option} from 'commander'
import {inputsOf} from '../request/index.ts'
import type {Session} from './call.ts'
import {COMMANDS, type CommandGroup, type CommandSpec} from './commands.ts'
import {addFlags, isSwitch, readFlags} from './flags.ts'

const ABOUT = 'From a Go repository to a verified multi-platform image in a registry, in one step and without Docker.'
const EXAMPLES = `
  $ go-containerize build
  $ go-containerize build --image ghcr.io/acme/shop --tag v1.4.2 --push
  $ go-containerize plan
  $ go-containerize COMMAND --help

Exit codes: 0 done; 1 the work failed; 2 the request is wrong; 130 and 143 after SIGINT and SIGTERM.`

/** Where the width is unknown, as in a pipe. */
const WIDTH = 100

/** The command line as commander knows it; what goes wrong in it is thrown, not followed by an exit. */
export function createProgram(session: Session, version: string): Command {
  const {stdout, stderr} = session
  const program = new Command('go-containerize')
    .version(version, '-V, --version', 'print the version')
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: text => void stdout.write(text),
      writeErr: text => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? WIDTH,
      getErrHelpWidth: () => stderr.columns ?? WIDTH,
    })
    .configureHelp({optionTerm: termOf})
  describe(program, ABOUT, EXAMPLES)
  for (const spec of COMMANDS) addCommand(program, spec, session)
  return program
}

function addCommand(parent: Command, spec: CommandSpec | CommandGroup, session: Session): void {
  const command = parent.command(spec.name).summary(spec.summary)
  describe(command, spec.description, spec.examples)
  if ('commands' in spec) {
    for (const child of spec.commands) addCommand(command, child, session)
    return
  }
  const {argument, takes, load} = spec
  if (argument) command.argument(argument.syntax, argument.about, argument.fallback)
  addFlags(command, takes)
  command.action(async () => {
    const {perform} = await import('./perform.ts')
    await perform({session, raw: readFlags(command, session.env), args: command.processedArgs.flat(), load})
  })
}

function describe(command: Command, description: string, examples: string): void {
  command
    .description(description)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\nExamples:${examples}`)
}

const CAN_BE_OFF = new Set<string>(
  inputsOf('cli')
    .filter(input => isSwitch(input) && input.only === undefined)
    .map(({name}) => name),
)

/** A switch that can be turned off says so. */
function termOf(option: Option): string {
  return CAN_BE_OFF.has(option.name()) ? `--[no-]${option.name()}` : option.flags
}
