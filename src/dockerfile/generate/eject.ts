import {formatPlatform} from '../../oci/index.ts'
import {configLines} from './config-lines.ts'
import {finalStages} from './eject-final.ts'
import {goStage} from './eject-go-stage.ts'
import type {EjectRequest} from './eject-types.ts'
import {NEWLINE_ARGUMENT, needsNewline, shellWord} from './quote.ts'
import {stageNames} from './stage-names.ts'

/** A Dockerfile that needs nothing of ours: plain `docker build` makes with it what `build` makes without. */
export function ejectDockerfile(request: EjectRequest): string {
  const names = stageNames(request.images.map(({name}) => name))
  const parts = [header(request, names.images), goStage(request, names.build), ...finalStages(request, names)]
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`
}

function header(
  {images, platforms, context, goPrivate, flags}: EjectRequest,
  targets: readonly string[],
): readonly string[] {
  const [first] = targets
  const isStamped = flags.includes('-buildvcs=true')
  const secret = goPrivate.length === 0 ? [] : ['--secret', 'id=netrc,src=$HOME/.netrc']
  const newline = images.some(({config}) => needsNewline(configLines(config, {})))
    ? ['--build-arg', `${NEWLINE_ARGUMENT}=$'\\n'`]
    : []
  const command = (...words: readonly string[]) => `#   ${['docker', ...words].join(' ')}`
  const options = [...secret, ...newline, '-t', 'IMAGE', shellWord(context)]
  const list = platforms.map(formatPlatform).join(',')
  return [
    '# Written by `go-containerize eject`; from here on it is yours. BuildKit builds it, which Docker has since 18.09 and',
    '# uses by itself since 23.0:',
    command('build', ...options),
    ...(platforms.length > 1 ? [command('buildx', 'build', '--platform', list, '--push', ...options)] : []),
    ...(targets.length > 1
      ? [
          `# Each program has a stage of its own; without --target it is ${first}:`,
          command('build', '--target', targets.at(-1) ?? '', ...options),
        ]
      : []),
    `# Put ${isStamped ? '' : '.git and '}what is no source into .dockerignore: a change there would compile everything again.`,
  ]
}
