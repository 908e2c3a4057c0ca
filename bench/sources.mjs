// Go programs to build: a public one, and generated ones.
import {spawnSync} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** A writable copy of github.com/prometheus/node_exporter: one big main package. */
export function nodeExporter(folder, env) {
  const {stdout, status, stderr} = spawnSync(
    'go',
    ['mod', 'download', '-json', 'github.com/prometheus/node_exporter@v1.9.1'],
    {cwd: folder, env, encoding: 'utf8'},
  )
  if (status !== 0) throw new Error(`node_exporter cannot be had: ${stdout}${stderr}`)
  const copy = join(folder, 'node_exporter')
  cpSync(JSON.parse(stdout).Dir, copy, {recursive: true})
  makeWritable(copy) // the module cache is read-only
  return copy
}

function makeWritable(path) {
  chmodSync(path, 0o755)
  for (const entry of readdirSync(path, {withFileTypes: true})) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) makeWritable(child)
    else chmodSync(child, 0o644)
  }
}

/** Changes what the main package in `dir` does, so that it has to be compiled and linked again. */
export function editMain(dir, text) {
  writeFileSync(
    join(dir, 'bench_edit.go'),
    `package main\n\nimport "os"\n\nfunc init() {\n\tif len(os.Args) > 1000 {\n\t\tprintln(${JSON.stringify(text)})\n\t}\n}\n`,
  )
}

/** 12 programs of about 8 MB with 6 packages that all of them use, and nothing beyond the standard library. */
export function manyMains(folder, mains = 12) {
  const dir = join(folder, 'many')
  const shared = Array.from({length: 6}, (_, n) => `shared${n}`)
  write(dir, 'go.mod', 'module example.com/many\n\ngo 1.23\n')
  for (const name of shared) {
    write(dir, `${name}/${name}.go`, `package ${name}\n\nfunc Name() string { return "${name}" }\n`)
  }
  const imports = shared.map(name => `\t"example.com/many/${name}"`).join('\n')
  const names = shared.map(name => `${name}.Name()`).join(' + ')
  for (let n = 0; n < mains; n++) {
    write(
      dir,
      `cmd/tool${n}/main.go`,
      `package main\n\nimport (\n\t"encoding/json"\n\t"fmt"\n\t"net/http"\n\n${imports}\n)\n\nfunc main() {\n\ttext, _ := json.Marshal(${names})\n\tfmt.Println(string(text), http.ListenAndServe(":${8000 + n}", nil))\n}\n`,
    )
  }
  return dir
}

/** Programs of 80 MB each: a blob that compresses about as programs do, embedded. */
export function bigMains(folder, mains) {
  const dir = join(folder, `big-${mains}`)
  write(dir, 'go.mod', 'module example.com/big\n\ngo 1.23\n')
  write(dir, 'blob/blob.go', 'package blob\n\nimport _ "embed"\n\n//go:embed data\nvar Data string\n')
  writeFileSync(join(dir, 'blob/data'), halfRandom(78 * 1024 * 1024))
  for (let n = 0; n < mains; n++) {
    write(
      dir,
      `cmd/big${n}/main.go`,
      `package main\n\nimport "example.com/big/blob"\n\nfunc main() { println("big${n}", len(blob.Data)) }\n`,
    )
  }
  return dir
}

function halfRandom(size) {
  const data = Buffer.alloc(size, 'some text that compresses well. ')
  const block = 64 * 1024
  for (let at = 0; at < size; at += 2 * block) randomBytes(Math.min(block, size - at)).copy(data, at)
  return data
}

function write(dir, path, text) {
  mkdirSync(join(dir, path, '..'), {recursive: true})
  writeFileSync(join(dir, path), text)
}
