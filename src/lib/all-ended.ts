/**
 * As Promise.all, but a failure is told only when all have ended: nothing goes on unheard behind it, and what is nearly
 * done is not cut off. Of several failures the first one in time is told.
 */
export async function allEnded<const T extends readonly Promise<unknown>[]>(
  works: T,
): Promise<{-readonly [K in keyof T]: Awaited<T[K]>}> {
  try {
    return await Promise.all(works)
  } finally {
    await Promise.allSettled(works)
  }
}
