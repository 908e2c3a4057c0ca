import {setFlagsFromString} from 'node:v8'

/**
 * Keeps V8's space for new objects as small as it starts. It would double it under load, up to 48 MB, though what a run
 * makes in a hurry (streams, promises, buffers) is garbage at once: 24 images then held 1.3 times what two do, and hold
 * 1.1 times now, in the same time (bench/, memory). V8 reads this flag whenever the space could grow, so it may be set
 * late: https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
