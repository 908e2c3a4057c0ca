import type {CacheKind, ImageCaches, NumberedVolume} from './types.ts'

// What the helper stages run, in any image with sh, tar, find, sort, sed and awk, be they coreutils' or busybox's. In
// `in/` lie the archives, the script, and a file that is new with every run; what is put into `out/` comes back.

/** The time of all files that are restored. Go marks those that it uses with the present. */
export const RESTORED_AT = new Date(Date.UTC(2001, 0, 1))

/** Where a helper stage has a cache. */
export function helperTarget({number}: Pick<NumberedVolume, 'number'>): string {
  return `/go-containerize/${number}`
}

/** Where it has the notes: for each cache a list of the files that it began with. */
export const NOTES = '/go-containerize/notes'

/** Puts the archives into the caches, and notes what is in them. */
export function fillScript({volumes, folder}: Pick<ImageCaches, 'volumes' | 'folder'>): string {
  const calls = volumes.map(({kind, target, isOurs, number}) => {
    const call = isOurs ? 'fill' : 'fill_whole'
    const from = kind === 'build' ? folder : ''
    return `${call} ${kind} ${helperTarget({number})} ${target} '${from}' ${NOTES}/${number}`
  })
  return script(FILL, calls)
}

/**
 * Puts into `out/` which of a cache's entries were used, as `N.used`, and those that are new, as `N.*.tar`; and empties
 * caches that nobody needs any longer.
 */
export function takeScript(
  volumes: readonly NumberedVolume[],
  {wanted, emptied}: {readonly wanted: readonly CacheKind[]; readonly emptied: boolean},
): string {
  const calls = volumes.flatMap(({kind, isOurs, number}) => [
    ...(wanted.includes(kind) ? [`take ${kind} ${helperTarget({number})} ${number} ${NOTES}/${number}`] : []),
    ...(emptied && isOurs ? [`empty ${helperTarget({number})}`] : []),
  ])
  return script(`${TAKE}\n${EMPTY}`, emptied ? [...calls, `empty ${NOTES}`] : calls)
}

/** Only kinds, numbers and paths that a mount's option can hold come in: nothing that a shell would read otherwise. */
function script(functions: string, calls: readonly string[]): string {
  return `#!/bin/sh\nset -eu\nLC_ALL=C\nexport LC_ALL\ncd /go-containerize\nmkdir -p out\n\n${functions}\n${calls.join('\n')}\n`
}

const FILL = `# kind, folder, the place that the stages have it at, its folder in the archive, its note
fill() {
  put "$@"
  note "$@"
}

# A user's cache: each file comes whole or not at all, since half a zip that an interrupted run leaves there would fail
# every build to come.
fill_whole() {
  find "$2" -maxdepth 1 -name '.go-containerize-new-*' -mtime +0 -exec rm -rf {} \\;
  new="$2/.go-containerize-new-$(cat in/run)"
  mkdir "$new"
  put "$1" "$new" "$3" "$4"
  touch "$new"
  for entry in "$new"/*; do
    if [ -e "$entry" ]; then cp -alf "$entry" "$2/"; fi
  done
  rm -rf "$new"
  note "$@"
}

put() {
  # What the image has there, the mount hides.
  if [ -d "$3" ]; then cp -a "$3/." "$2/"; fi
  if [ -f "in/$1.tar" ]; then
    if [ -z "$4" ]; then tar -C "$2" -xf "in/$1.tar"
    else
      mkdir all
      tar -C all -xf "in/$1.tar"
      if [ -d "all/$4" ]; then cp -a "all/$4/." "$2/"; fi
      rm -rf all
    fi
  fi
}

note() {
  if [ "$1" = build ]; then date +%s >"$2/trim.txt"; fi
  (cd "$2" && find . -type f) | sed 's|^\\./||' | sort >"$5"
  # Later than all that was restored, earlier than all that will be used.
  touch -t 200106010000 "$5"
}
`

const TAKE = `# kind, folder, number, note
take() {
  if [ ! -f "$4" ]; then return; fi
  (
    cd "$2"
    if [ "$1" = build ]; then
      find . -type f -newer "$4" -name '*-[ad]'
    elif [ -d cache/download ]; then
      find cache/download -type f \\( -name '*.info' -o -name '*.mod' -o -name '*.zip' \\)
    fi
  ) | sed 's|^\\./||' | sort >"out/$3.used"
  awk 'FILENAME == ARGV[1] {known[$0]; next} !($0 in known)' "$4" "out/$3.used" >new
  # Not every busybox has tar -T, and no command line holds them all.
  if [ -s new ]; then NUMBER=$3 xargs -n 2000 sh -c 'tar -C "$0" -cf "out/$NUMBER.$$.tar" "$@"' "$2" <new; fi
}
`

const EMPTY = `# folder
empty() {
  rm -rf "$1"/* "$1"/.[!.]*
}
`
