import type {Problem} from '../lib/errors.ts'
import {ARCHITECTURES, architectureOf} from './architecture.ts'
import {remoteOf} from './remote.ts'
import type {GoRequest} from './types.ts'

/** Mistakes that show in the inputs alone. */
export function requestProblems({architecture, downloadBaseUrl, moduleSum}: GoRequest): readonly Problem[] {
  const problems: Problem[] = []
  if (!architectureOf(architecture ?? process.arch)) {
    problems.push({
      subject: 'architecture',
      message: `Go has no machine "${architecture ?? process.arch}"`,
      hint: `write one of ${ARCHITECTURES.join(', ')}; leave it out for this machine's`,
    })
  }
  if (downloadBaseUrl && !/^https?:/.test(remoteOf(downloadBaseUrl)?.url.protocol ?? '')) {
    problems.push({
      subject: 'go-download-base-url',
      message: 'it is no http or https address',
      hint: 'write the address below which the files lie, as https://mirror.example/go',
    })
  }
  if (moduleSum && !/^h1:[A-Za-z0-9+/]{43}=$/.test(moduleSum)) {
    problems.push({
      subject: 'go-toolchain-sum',
      message: `"${moduleSum}" is no sum of a module`,
      hint: 'write it as in go.sum: h1: and 44 characters; `go mod download -json golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64` says it as Sum',
    })
  }
  return problems
}
