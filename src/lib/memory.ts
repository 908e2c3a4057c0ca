/** Smaller buffers may share their memory with others: Node cuts them from a pool. */
const SURELY_ALONE = 64 * 1024

/**
 * Gives back the memory of a large buffer that nobody will read again. The collector would do so only when 64 MB of
 * them have piled up, which is most of what a run would hold. Node 20 has no way to do it, and waits for the collector.
 */
export function release(bytes: Uint8Array): void {
  const {buffer} = bytes
  if (bytes.byteLength < SURELY_ALONE) return
  if ('transfer' in buffer && typeof buffer.transfer === 'function') buffer.transfer(0)
}
