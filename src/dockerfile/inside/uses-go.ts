import {goProgram} from '../modes/go-command.ts'
import {goOfImage} from '../modes/golang-image.ts'
import {roleOf} from '../modes/roles.ts'
import {readRun} from '../modes/shell.ts'
import type {Step} from '../scope.ts'
import type {Instruction} from '../types.ts'

/** May a RUN start go, be it by make or a script? Only what is known to do something else doesn't. */
export function mayStartGo({instruction, before}: Step): boolean {
  if (instruction.kind !== 'run') return false
  const reading = readRun({
    command: instruction.command,
    heredocs: instruction.heredocs,
    shell: before.shell ?? ['/bin/sh', '-c'],
    env: {},
    cwd: before.workdir ?? '/',
    secrets: [],
  })
  if (reading.kind === 'unclear') return true
  return reading.commands.some(command => {
    return goProgram(command.words[0]?.text ?? '') !== undefined || roleOf(command).role !== 'prepare'
  })
}

/** Is there a Go in a stage at all? By its image's name, by a go command that is written out, by the go.mod that it takes. */
export function hasGo(image: string, instructions: readonly Instruction[]): boolean {
  return goOfImage(image).kind !== 'unknown' || instructions.some(mentionsGo)
}

const GO_COMMAND = /\bgo[ \t]+(build|generate|get|install|list|mod|run|test|tool|vet|work)\b/

function mentionsGo(instruction: Instruction): boolean {
  if (instruction.kind === 'copy') return instruction.sources.some(source => /(^|\/)go\.(mod|sum|\*)$/.test(source))
  if (instruction.kind !== 'run') return false
  return [instruction.text, ...instruction.heredocs.map(({content}) => content)].some(text => GO_COMMAND.test(text))
}
