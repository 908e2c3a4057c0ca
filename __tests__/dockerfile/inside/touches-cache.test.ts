// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are Dockerfiles
import {describe, expect, test} from '@jest/globals'
import {cachePaths, golangImage} from '../../../src/dockerfile/inside/cache-paths.ts'
import {touchesCache} from '../../../src/dockerfile/inside/touches-cache.ts'
import {CACHE_KINDS} from '../../../src/dockerfile/inside/types.ts'
import {walkStage} from '../../../src/dockerfile/scope.ts'
import {AMD64, read} from '../read.ts'

/** Which of /root/.cache/go-build and /go/pkg/mod the last RUN may remove, link or copy. */
function touchedBy(command: string, before: readonly string[] = ['WORKDIR /src']): string {
  const dockerfile = read(`FROM golang:1.26\n${before.join('\n')}\nRUN ${command}\n`)
  const [stage] = dockerfile.stages
  if (!stage) throw new Error('never')
  const {steps} = walkStage(dockerfile, stage, {buildArgs: {}, target: AMD64, build: AMD64, baseImage: golangImage})
  const step = steps.at(-1)
  if (step?.expanded.kind !== 'run') throw new Error('never')
  const {expanded, before: state} = step
  const paths = cachePaths(state)
  return CACHE_KINDS.filter(kind => touchesCache(kind, paths[kind] ?? '', expanded, state)).join(' ')
}

describe('a RUN that touches neither cache', () => {
  test.each([
    'rm -rf /var/lib/apt/lists/* /tmp/* /var/cache/apk/*',
    'apk del build-base && rm -f x',
    'GOCACHE=/root/.cache/go-build go build -o app . && rm -rf node_modules /root/.npm',
    'mkdir -p /go/pkg/mod && rm -rf /tmp/x',
    'rm -rf /root/.cache/pip /go/bin/tool $GOPATH/src ${GOPATH}/bin/*',
    'cd /tmp && wget https://example.com/x.tgz && tar xf x.tgz && rm -rf x.tgz ./x*',
    'rm -rf ~/.npm "$HOME/.config"',
    'D=$(mktemp -d); make; rm -rf "$D" $D/x',
    'cp -r /go/pkg/mod/example.com/x@v1.0.0 /x',
    'cp -r "/go/pkg/mod/example.com/x@v1.0.0/"* /x/',
    'cat $GOPATH/pkg/mod/example.com/x@v1.0.0/LICENSE >/x',
    'cp -r $(go list -m -f {{.Dir}} example.com/x)/migrations /x',
    'GOCACHE=/root/.cache/go-build go build -o app . && cp app /out/ && install -m 755 app /usr/bin',
    'cp .netrc /root/ && cat >~/.gitconfig x && cp -r . /out && tar czf /out/x.tgz dist',
    'mv app / && cp app / && mv /x/* /',
    'cp -r /go/bin /out && cp /root/x.pem /go/',
    'wget -O- https://example.com/x | tar xz -C /root && tar -C /go -xf x && tar --extract -f x -C /',
    'cd /src && GOCACHE=/root/.cache/go-build go install . && apt-get install -y tar rsync zip',
    'mkdir -p /root/.cache && install -d /go/pkg/mod',
    'find /go -name LICENSE',
    'find /go/pkg/mod/example.com/x@v1.0.0 -name "*.sql" -exec cp {} /out ;',
    'find . -name "*.test" -delete',
    'find /src -type f -exec rm -f {} +',
    'mv go/* pkg/mod .',
    'ln -s /usr/bin/python3 /usr/bin/python && go list ./...',
    'docker run --rm -v /go/pkg/mod:/m x',
    'rm -rf pkg',
    'go clean && go clean -testcache && go test ./...',
    'rm -rf /root/.cache/go-build2/* /go/pkg/sum/*',
  ])('%s', command => expect(touchedBy(command)).toBe(''))
})

describe('a RUN that may touch a cache', () => {
  test.each<{command: string; before?: readonly string[]; want: string}>([
    {command: 'rm -rf /go/*', want: 'modules'},
    {command: 'rm -rf /go/p*', want: 'modules'},
    {command: 'rm -rf /root/.[a-z]*', want: 'build'},
    {command: 'rm -rf /{go,root}', want: 'build modules'},
    {command: 'rm -rf {/go,/x}', want: 'modules'},
    {command: 'rm -rf /*', want: 'build modules'},
    {command: '/bin/rm -rf /src/../go/pkg/', want: 'modules'},
    {command: 'rm -rf \\\n  /x \\\n  /go/pkg', want: 'modules'},
    {command: "sh -c 'rm -rf /go/pkg'", want: 'modules'},
    {command: '["rm", "-rf", "/go"]', want: 'modules'},
    {command: '<<EOF\nset -e\nrm -rf /root/.cache\nEOF', want: 'build'},
    {command: 'if true; then rm -rf /go/pkg; fi', want: 'modules'},
    {command: 'for d in /go/pkg /x; do rm -rf $d; done', want: 'modules'},
    {command: 'D=/go/pkg; rm -rf "$D"', want: 'modules'},
    {command: 'rm -rf $D', before: ['ENV D=/go/pkg'], want: 'modules'},
    {command: 'D=/root/.cache; rm -rf $D', before: ['ENV D=/x'], want: 'build'},
    {command: 'rm -rf $UNKNOWN/go/pkg', want: 'modules'},
    {command: 'HOME=/x; rm -rf ${HOME}/.cache', want: 'build'},
    {command: 'rm -rf ~/.cache', want: 'build'},
    {command: 'rm -rf ~', want: 'build'},
    {command: 'rm -rf `go env GOCACHE`', want: 'build'},
    {command: 'X=`rm -rf /go`', want: 'modules'},
    {command: 'rm -rf $(cat list) /go', want: 'modules'},
    {command: 'echo /go/pkg | xargs rm -rf', want: 'modules'},
    {command: 'echo /go/pkg | xargs -n 1 rm', want: 'modules'},
    {command: 'cd /go && rm -rf pkg', want: 'modules'},
    {command: 'cd .. && rm -rf go', want: 'modules'},
    {command: 'cd /root && rm -rf *', want: 'build'},
    {command: 'rm -rf pkg', before: [], want: 'modules'},
    {command: 'rm -rf ./*', before: ['WORKDIR /root'], want: 'build'},
    {command: 'find /go -mindepth 1 -delete', want: 'modules'},
    {command: 'find / \\( -name pkg -o -name x \\) -exec rm -rf {} +', want: 'build modules'},
    {command: 'rm -rf /root/.cache/go-build/*', want: 'build'},
    {command: 'rm -rf "$(go env GOCACHE)"/*', want: 'build'},
    {command: 'rm -rf /go/pkg/mod/cache', want: 'modules'},
    {command: 'cd /go/pkg && rm -rf mod/*', want: 'modules'},
    {command: 'find /root/.cache/go-build/0? -type f -delete', want: 'build'},
    {command: 'make && go clean -cache', want: 'build'},
    {command: 'go -C /src clean -i -cache', want: 'build'},
    {command: '/usr/local/go/bin/go clean \\\n  -fuzzcache', want: 'build'},
    {command: '["go", "clean", "--cache", "-modcache"]', want: 'build modules'},
    {command: 'go clean -testcache -modcache', want: 'modules'},
    {command: 'cp -r /go/pkg/mod /out/mod', want: 'modules'},
    {command: 'cp -r /go/pkg/mod/cache/download/. /out/proxy', want: 'modules'},
    {command: 'cp /go/pkg/mod/cache/download/example.com/x/@v/list /x', want: 'modules'},
    {command: 'cp -r $GOPATH/pkg /out', want: 'modules'},
    {command: 'cp -r "$(go env GOMODCACHE)" /out', want: 'modules'},
    {command: 'cp -a /root /go /out/', want: 'build modules'},
    {command: 'cp -a / /out', want: 'build modules'},
    {command: 'cp -at /out /go/pkg/mod', want: 'modules'},
    {command: 'cp ./x.zip /go/pkg/mod/cache/download/', want: 'modules'},
    {command: 'cp -r ~/.cache/go-build /out', want: 'build'},
    {command: 'cd /root && cp -r .cache /out', want: 'build'},
    {command: 'tar czf /out/mod.tgz /go/pkg/mod', want: 'modules'},
    {command: 'tar -C / -cf - go/pkg | tar -C /out -xf -', want: 'modules'},
    {command: 'tar cf /x.tar --directory=/go/pkg mod', want: 'modules'},
    {command: 'rsync -a /go/pkg/mod/ /out', want: 'modules'},
    {command: 'install -D /root/.cache/go-build/trim.txt /out/', want: 'build'},
    {command: 'find /go/pkg/mod -name LICENSE -exec cp {} /out ;', want: 'modules'},
    {command: 'find /go/pkg/mod -name LICENSE | xargs cat >/out', want: 'modules'},
    {command: 'cat /go/pkg/mod/*/LICENSE >/out', want: 'modules'},
    {command: 'cat /root/.cache/go-build/*/* >/out', want: 'build'},
    {command: 'ln -s /go/pkg/mod/example.com/x@v1.0.0 /deps', want: 'modules'},
    {command: 'ln -s ../go/pkg/mod/example.com /deps', want: 'modules'},
    {command: 'ln -s "$(go env GOMODCACHE)" /deps', want: 'modules'},
    {command: 'ln -s "$(go list -m -f {{.Dir}} example.com/x)" /deps', want: 'modules'},
    {command: 'D=$(go list -m -f {{.Dir}} example.com/x) && ln -s $D /deps', want: 'modules'},
    {command: 'cp -as /go/pkg/mod/example.com /deps', want: 'modules'},
  ])('$command', ({command, before, want}) => expect(touchedBy(command, before)).toBe(want))
})
