/** Bytes per read of a file that goes into a layer. Larger reads gain nothing and stay in memory. */
export const READ_SIZE = 256 * 1024
