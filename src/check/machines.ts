import type {Elf} from './elf.ts'

interface Machine {
  readonly architecture: string
  readonly machine: number
  readonly bits: Elf['bits']
  readonly order: Elf['order']
}

/** Every linux GOARCH and the ELF headers of its programs. Machine numbers: https://www.sco.com/developers/gabi/latest/ch4.eheader.html */
const MACHINES: readonly Machine[] = [
  {architecture: '386', machine: 3, bits: 32, order: 'little'},
  {architecture: 'amd64', machine: 62, bits: 64, order: 'little'},
  {architecture: 'arm', machine: 40, bits: 32, order: 'little'},
  {architecture: 'arm64', machine: 183, bits: 64, order: 'little'},
  {architecture: 'loong64', machine: 258, bits: 64, order: 'little'},
  {architecture: 'mips', machine: 8, bits: 32, order: 'big'},
  {architecture: 'mipsle', machine: 8, bits: 32, order: 'little'},
  {architecture: 'mips64', machine: 8, bits: 64, order: 'big'},
  {architecture: 'mips64le', machine: 8, bits: 64, order: 'little'},
  {architecture: 'ppc64', machine: 21, bits: 64, order: 'big'},
  {architecture: 'ppc64le', machine: 21, bits: 64, order: 'little'},
  {architecture: 'riscv64', machine: 243, bits: 64, order: 'little'},
  {architecture: 's390x', machine: 22, bits: 64, order: 'big'},
]

/** The GOARCH that a program was linked for; undefined for one that Go has no name for. */
export function architectureOf(elf: Pick<Elf, 'machine' | 'bits' | 'order'>): string | undefined {
  const found = MACHINES.find(m => m.machine === elf.machine && m.bits === elf.bits && m.order === elf.order)
  return found?.architecture
}
