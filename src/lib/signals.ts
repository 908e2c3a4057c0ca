/** How long clean-up may take after a signal. */
const CLEAN_UP_MS = 5000
const EXIT_CODES = {SIGINT: 130, SIGTERM: 143} as const

export interface Interruption {
  readonly signal: AbortSignal
  /** 128 + the signal's number once one has come. */
  readonly exitCode: () => number | undefined
}

/** The first signal asks the work to stop and clean up; a second one, or too long a clean-up, ends the process. */
export function onSignals(emitter: NodeJS.Process, tell: (text: string) => void): Interruption {
  const controller = new AbortController()
  let exitCode: number | undefined
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    emitter.on(name, () => {
      if (exitCode !== undefined) return emitter.exit(exitCode)
      exitCode = EXIT_CODES[name]
      tell(`${name}: stopping\n`)
      setTimeout(() => emitter.exit(exitCode), CLEAN_UP_MS).unref()
      controller.abort(new DOMException(`stopped by ${name}`, 'AbortError'))
    })
  }
  return {signal: controller.signal, exitCode: () => exitCode}
}
