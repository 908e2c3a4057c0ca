/** One timed part of a run: `compile linux/amd64`. Times are milliseconds since the run began. */
export interface Phase {
  readonly name: string
  readonly subject: string
  readonly startMs: number
  readonly durationMs: number
}

export interface PhaseObserver {
  started(name: string, subject: string): void
  ended(phase: Phase, failed: boolean): void
}

/** Times what overlaps: every call is its own phase. */
export interface Phases {
  time<T>(name: string, subject: string, work: () => Promise<T>): Promise<T>
  readonly done: readonly Phase[]
}

export function createPhases(now: () => number, observer?: PhaseObserver): Phases {
  const origin = now()
  const done: Phase[] = []
  return {
    done,
    async time(name, subject, work) {
      const start = now()
      observer?.started(name, subject)
      let failed = true
      try {
        const result = await work()
        failed = false
        return result
      } finally {
        const phase = {name, subject, startMs: Math.round(start - origin), durationMs: Math.round(now() - start)}
        done.push(phase)
        observer?.ended(phase, failed)
      }
    },
  }
}
