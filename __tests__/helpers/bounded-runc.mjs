// A runtime for Docker: runc, with the rights of a privileged container cut down to those that this machine gives.
// Docker asks for all that the kernel knows, which a machine that is a container itself may not have.
import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** In the order of the kernel. https://github.com/torvalds/linux/blob/master/include/uapi/linux/capability.h */
const NAMES = [
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'],
  ...['LINUX_IMMUTABLE', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER'],
  ...['SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT', 'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE'],
  ...['SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE', 'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP'],
  ...['MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ', 'PERFMON', 'BPF'],
  'CHECKPOINT_RESTORE',
]

const args = process.argv.slice(2)
const argumentOf = flag => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
if (args.includes('create')) boundRights(join(argumentOf('--bundle'), 'config.json'))
if (args.includes('exec')) boundRights(argumentOf('--process'))
const {status} = spawnSync('runc', args, {stdio: 'inherit'})
process.exit(status ?? 1)

/** Of a container, or of one more process in it. */
function boundRights(path) {
  const config = JSON.parse(readFileSync(path, 'utf8'))
  const given = BigInt(`0x${/^CapBnd:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]}`)
  const isGiven = name => (given >> BigInt(NAMES.indexOf(name.replace('CAP_', '')))) & 1n
  const {capabilities: rights = {}} = config.process ?? config
  for (const [kind, names] of Object.entries(rights)) rights[kind] = names.filter(isGiven)
  writeFileSync(path, JSON.stringify(config))
}
