/** Waits until all have ended, the failed ones too: what they write is then no longer written. The first failure stops the others. */
export async function allOrStop<T>(works: readonly Promise<T>[], stop: AbortController): Promise<readonly T[]> {
  for (const work of works) work.catch(error => stop.abort(error))
  await Promise.allSettled(works)
  if (stop.signal.aborted) throw stop.signal.reason
  return Promise.all(works)
}

/** The result of `work`, or the reason of `signal` at once when it comes first; `work` then goes on unheard. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, {once: true})
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
