import {join} from 'node:path'

/** The programs of a Go that is unpacked at `goroot`. */
export function goPrograms(goroot: string): {readonly go: string; readonly gofmt: string} {
  const ending = process.platform === 'win32' ? '.exe' : ''
  return {go: join(goroot, 'bin', `go${ending}`), gofmt: join(goroot, 'bin', `gofmt${ending}`)}
}
