import {resolve} from 'node:path'
import type {Command} from 'commander'
import {formatResult, type ResultContext} from '../report/index.ts'
import {parseRequest, type Request} from '../request/index.ts'
import {addFlags, readFlags} from './flags.ts'
import {contextOf, isSet, printJson, type Session, verbosityOf, withLog} from './session.ts'

const EXAMPLES = `
Examples:
  $ go-containerize build
      The program in this folder as an OCI layout for linux/amd64 and linux/arm64.
  $ go-containerize build --image ghcr.io/acme/shop --tag v1.4.2 --push
      The same, published.
  $ go-containerize build services --main ./cmd/... --image 'ghcr.io/acme/{name}' --push
      Every program below services/cmd, each as an image of its own.
  $ go-containerize build --load --platform linux/amd64
      Into Docker or podman on this machine.
  $ docker run --rm "$(go-containerize build --image ghcr.io/acme/shop --push)"
      Standard output is IMAGE@DIGEST, one line an image that was pushed.`

export function addBuild(program: Command, session: Session): void {
  const command = program
    .command('build')
    .argument('[DIR]', 'folder of the Go module or workspace', '.')
    .summary('build the image, and push it with --push')
    .description('Compiles the main packages for every platform and makes an image of them, without Docker.')
    .addHelpText('after', EXAMPLES)
    .action((dir: string) => runBuild(session, command, dir))
  addFlags(command, () => true)
}

async function runBuild(session: Session, command: Command, dir: string): Promise<void> {
  const raw = readFlags(command, session.env)
  await withLog(session, verbosityOf(raw), async log => {
    const request = parseRequest(raw, {dir: resolve(session.cwd, dir), cwd: session.cwd})
    const {build} = await import('../pipeline.ts')
    const {report, loaded} = await build(contextOf(session, request, log))
    if (isSet(raw, 'json')) return printJson(session, report)
    log.result(formatResult(report, closingOf(request, loaded)))
    for (const {name, digest, pushed} of report.images) if (pushed) session.stdout.write(`${name}@${digest}\n`)
  })
}

function closingOf({base, load, output}: Request, loaded: readonly string[]): ResultContext {
  return {
    loaded,
    // Blobs of a base are fetched only for those who asked for the files.
    layoutIsComplete: base === undefined || load || output !== undefined,
    nameInLayout: image => image.references[0] ?? image.name,
  }
}
