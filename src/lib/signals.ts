import {setMaxListeners} from 'node:events'

/** How long clean-up may take after a signal: all is over within 5 s. */
const CLEAN_UP_MS = 4500
const EXIT_CODES = {SIGINT: 130, SIGTERM: 143} as const

/** What is used of `process`. */
export interface SignalledProcess {
  on(name: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  exit(code: number): void
}

export interface Interruption {
  readonly signal: AbortSignal
  /** 128 + the signal's number once one has come. */
  readonly exitCode: () => number | undefined
}

/** The first signal asks the work to stop and clean up; a second one, or too long a clean-up, ends the process. */
export function onSignals(own: SignalledProcess, tell: (text: string) => void): Interruption {
  const controller = new AbortController()
  let exitCode: number | undefined
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    own.on(name, () => {
      if (exitCode !== undefined) return own.exit(exitCode)
      tell(`${name}: stopping\n`)
      const code = EXIT_CODES[name]
      exitCode = code
      setTimeout(() => own.exit(code), CLEAN_UP_MS).unref()
      controller.abort(new DOMException(`stopped by ${name}`, 'AbortError'))
    })
  }
  return {signal: forMany(controller.signal), exitCode: () => exitCode}
}

/** One signal ends all that waits in a run, however much that is: Node would take the eleventh listener for a leak. */
export function forMany(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal)
  return signal
}
