/** Bytes per read of a file that goes into a layer. Each read waits for a thread that compresses, so few large ones. */
export const READ_SIZE = 512 * 1024
