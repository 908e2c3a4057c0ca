// Loaded before the program under test (node --import): writes what that process itself took to BENCH_PROBE.
import diagnostics from 'node:diagnostics_channel'
import {readFileSync, writeFileSync} from 'node:fs'
import {basename} from 'node:path'
import {performance} from 'node:perf_hooks'

const TICKS_PER_SECOND = 100 // of /proc/self/stat, on every Linux that Node runs on
const others = [] // [from, to] in which a go program or a request was running
const open = new Map()

const begin = key => open.set(key, performance.now())
const end = key => {
  const from = open.get(key)
  if (from !== undefined) others.push([from, performance.now()])
  open.delete(key)
}

diagnostics.subscribe('child_process', ({process: child}) => {
  // The channel speaks before the program's name is known.
  queueMicrotask(() => {
    if (basename(child.spawnfile ?? '') !== 'go') return
    begin(child)
    child.once('exit', () => end(child))
  })
})
diagnostics.subscribe('http.client.request.start', ({request}) => begin(request))
for (const channel of ['http.client.response.finish', 'http.client.request.error']) {
  diagnostics.subscribe(channel, ({request}) => end(request))
}

process.on('exit', () => {
  for (const key of [...open.keys()]) end(key)
  const {userCPUTime, systemCPUTime} = process.resourceUsage()
  const stat = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
  const result = {
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    childCpuSeconds: (Number(stat[13]) + Number(stat[14])) / TICKS_PER_SECOND, // cutime, cstime
    // Not maxRSS of getrusage: that one begins with the size of whoever started this process.
    peakBytes: Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024,
    othersMs: lengthOfUnion(others),
  }
  writeFileSync(process.env.BENCH_PROBE, JSON.stringify(result))
})

function lengthOfUnion(intervals) {
  let length = 0
  let until = 0
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    length += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return length
}
