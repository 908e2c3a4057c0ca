// Freezes what the roots layer holds of the outside world into src/engine/embedded/data/, to be committed: the CA
// certificates that Node trusts and the zone files that Go carries. Run it with the newest Node and Go at hand:
//   node scripts/freeze-roots.mjs
import {execFileSync} from 'node:child_process'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {rootCertificates} from 'node:tls'
import {DATA, importSources} from './roots.mjs'

const FIRST_OF_ALL = new Date(0)

const goroot = execFileSync('go', ['env', 'GOROOT'], {encoding: 'utf8'}).trim()
const goVersion = execFileSync('go', ['env', 'GOVERSION'], {encoding: 'utf8'}).trim()
const tzdata = /^CODE=(\S+)/m.exec(await readFile(join(goroot, 'lib/time/update.bash'), 'utf8'))?.[1]
const zones = readStoredZip(await readFile(join(goroot, 'lib/time/zoneinfo.zip')))

await writeFile(join(DATA, 'ca-certificates.crt'), `${[...rootCertificates].sort().join('\n')}\n`)
await writeFile(join(DATA, 'zoneinfo.tar.gz'), await archive(zones))
await writeFile(join(DATA, 'README.md'), readme())

async function archive(files) {
  const {gzip, writeTar} = await importSources(`export {gzip, writeTar} from './src/oci/index.ts'`)
  const {Readable} = await import('node:stream')
  const entries = files.map(({name, bytes}) => ({
    path: `/${name}`,
    mode: 0o644,
    kind: 'file',
    size: bytes.length,
    open: () => Readable.from([bytes]),
  }))
  const chunks = []
  for await (const chunk of gzip(writeTar(entries, FIRST_OF_ALL))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The files of a zip without compression, which is how Go keeps its zones. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3 */
function readStoredZip(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'))
  const files = []
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24)]
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (method !== 0) throw new Error(`${name} is compressed (method ${method}): Go has changed its zoneinfo.zip`)
    if (!name.endsWith('/')) files.push({name, bytes: zip.subarray(start, start + size)})
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

function readme() {
  return `# What the roots layer holds

Written by \`node scripts/freeze-roots.mjs\`; do not edit. \`npm run build\` packs it into \`dist/roots.tar.gz\`.

- \`ca-certificates.crt\`: the ${rootCertificates.length} certificate authorities of Node ${process.version} (\`tls.rootCertificates\`), which are
  Mozilla's. Licence: MPL 2.0. Never those of the machine that builds: a proxy's authority there would be trusted in every image.
- \`zoneinfo.tar.gz\`: the ${zones.length} zone files of ${goVersion} (\`lib/time/zoneinfo.zip\`), made from the IANA time zone database
  ${tzdata}. The database is in the public domain.

Frozen on ${new Date().toISOString().slice(0, 10)}.
`
}
