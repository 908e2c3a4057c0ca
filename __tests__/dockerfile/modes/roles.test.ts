import {expect, test} from '@jest/globals'
import {roleOf} from '../../../src/dockerfile/modes/roles.ts'

test.each([
  ['apk add --no-cache git', 'prepare'],
  ['go mod download', 'prepare'],
  ['go env', 'prepare'],
  ['go install example.com/x@v1', 'prepare'],
  ['rm -rf /var/lib/apt/lists/*', 'prepare'],
  ['git config --global x y', 'prepare'],
  ['env', 'prepare'],
  ['env X=1 sed -i s/a/b/ main.go', 'unknown'],
  ['rm -rf vendor', 'unknown'],
  ['rm -rf /var/../src', 'unknown'],
  ['go env -w GOFLAGS=-mod=mod', 'unknown'],
  ['go tool x', 'unknown'],
  ['xx-go --wrap', 'unknown'],
  ['touch x', 'unknown'],
  ['go build .', 'compile'],
  ['go -C sub build .', 'compile'],
  ['go -C sub mod download', 'prepare'],
  ['go -C=sub test ./...', 'check'],
  ['xx-go install ./x', 'compile'],
  ['go build -newflag', 'unclear-compile'],
  ['go install ./x example.com/y@v1', 'unclear-compile'],
  ['go run build.go', 'tool'],
  ['make', 'tool'],
  ['./scripts/build.sh', 'tool'],
  ['sh build', 'tool'],
  ['go test ./...', 'check'],
  ['xx-verify app', 'check'],
  ['go generate ./...', 'changes-source'],
  ['go mod tidy', 'changes-source'],
  ['go get x', 'changes-source'],
  ['git clone x', 'changes-source'],
  ['npm ci', 'changes-source'],
  ['strip app', 'changes-result'],
  ['chmod 755 app', 'changes-result'],
])('%s: %s', (text, role) => {
  const words = text.split(' ').map(word => ({text: word, pattern: false}))
  expect(roleOf({words, env: {}, cwd: '/'}).role).toBe(role)
})
