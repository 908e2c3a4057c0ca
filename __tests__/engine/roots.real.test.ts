import {cpSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from '@jest/globals'
import {output, REPOSITORY} from '../helpers/bundle.ts'
import {inTemporaryFolder, writeFiles} from '../helpers/workspace.ts'

/** Says what a program sees of time zones, authorities, users and /tmp. */
const PROGRAM = `package main

import (
	"crypto/x509"
	"fmt"
	"os"
	"os/user"
	"time"
)

func main() {
	summer := time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
	fmt.Println(summer.In(time.Local).Format("15:04 MST"))
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	fmt.Println(tokyo, err)
	pool, err := x509.SystemCertPool()
	fmt.Println(!pool.Equal(x509.NewCertPool()), err)
	who, err := user.LookupId("65532")
	fmt.Println(who.Username, who.HomeDir, err)
	info, err := os.Stat("/tmp")
	fmt.Println(info.Mode(), err)
}
`

/** With an empty build cache the standard library is compiled first. */

/** chroot is root's; on a hosted runner sudo asks for no password. */
const CHROOT = process.getuid?.() === 0 ? ['chroot'] : ['sudo', '-n', '--preserve-env=TZ', 'chroot']

test('on the roots layer alone a program finds its zone, authorities, user and /tmp', () =>
  inTemporaryFolder(async folder => {
    const root = join(folder, 'root')
    mkdirSync(root)
    await output(process.execPath, [join(REPOSITORY, 'scripts', 'roots.mjs'), folder])
    await output('tar', ['-xpzf', join(folder, 'roots.tar.gz'), '-C', root, '--no-same-owner'])
    writeFiles(folder, {'m/go.mod': 'module example.com/m\n\ngo 1.22\n', 'm/main.go': PROGRAM})
    const env = {CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false'}
    await output('go', ['build', '-o', join(folder, 'program'), '.'], {cwd: join(folder, 'm'), env})
    cpSync(join(folder, 'program'), join(root, 'program'))
    const [program = '', ...args] = [...CHROOT, root, '/program']
    const seen = await output(program, args, {
      env: {TZ: 'Europe/Berlin', ZONEINFO: undefined, SSL_CERT_FILE: undefined},
    })
    expect(seen.trim().split('\n')).toEqual([
      '14:00 CEST',
      'Asia/Tokyo <nil>',
      'true <nil>',
      'nonroot /home/nonroot <nil>',
      'dtrwxrwxrwx <nil>',
    ])
  }))
