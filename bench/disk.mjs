// An empty disk, as a new CI machine has one.
import {execFileSync} from 'node:child_process'
import {mkdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs'

/** Never filled: the file behind it takes only what is written. */
const BYTES = 16 * 1024 ** 3

/**
 * A file system of its own at `folder`, or a plain folder where nobody may mount. On one disk the machines before it count:
 * for minutes after thousands of files were removed, ext4 looks for a long time for each new file's inode (0.8 ms instead
 * of 0.04; `recently_deleted` in fs/ext4/ialloc.c).
 */
export function newDisk(folder) {
  mkdirSync(folder, {recursive: true})
  if (process.platform !== 'linux' || process.getuid() !== 0) {
    console.log('  (not root on Linux: all machines are on one disk, where files removed before slow new ones down)')
    return {remove: () => rmSync(folder, {recursive: true, force: true})}
  }
  const image = `${folder}.img`
  writeFileSync(image, '')
  truncateSync(image, BYTES)
  execFileSync('mkfs.ext4', ['-q', '-F', image])
  execFileSync('mount', ['-o', 'loop', image, folder])
  return {
    remove() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(image)
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
