import {type Platform, parsePlatform} from '../../oci/index.ts'

/** A builder as `buildx inspect` describes it. */
export interface Builder {
  readonly name: string
  readonly driver: string
  /** Why nothing is known of its nodes. */
  readonly error?: string
  readonly nodes: readonly BuilderNode[]
}

export interface BuilderNode {
  readonly name: string
  readonly endpoint: string
  /** `running`, `inactive` … */
  readonly status?: string
  readonly error?: string
  /** BuildKit's. */
  readonly version?: string
  /** Native ones, and those it has an emulator for. */
  readonly platforms: readonly Platform[]
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Reads what `buildx inspect` prints. Its JSON sister `ls` asks every builder there is, and waits for those that are
 * gone. https://github.com/docker/buildx/blob/v0.38.0/commands/inspect.go
 */
export function parseBuilder(text: string): Builder {
  const [head = '', nodes = ''] = text.split(/^Nodes:$/m, 2)
  const fields = fieldsOf(head)
  const error = fields.get('Error')
  return {
    name: fields.get('Name') ?? '',
    driver: fields.get('Driver') ?? '',
    ...(error !== undefined && {error}),
    nodes: nodes
      .split(/^(?=Name:)/m)
      .filter(part => part.startsWith('Name:'))
      .map(parseNode),
  }
}

function parseNode(text: string): BuilderNode {
  const fields = fieldsOf(text)
  const present = (key: string, ...names: readonly string[]) => {
    const value = names.map(name => fields.get(name)).find(value => value !== undefined)
    return value === undefined ? {} : {[key]: value}
  }
  return {
    name: fields.get('Name') ?? '',
    endpoint: fields.get('Endpoint') ?? '',
    ...present('status', 'Status'),
    ...present('error', 'Error'),
    ...present('version', 'BuildKit version', 'Buildkit'),
    platforms: platformsOf(fields.get('Platforms') ?? ''),
    labels: labelsOf(text),
  }
}

/** `Name:   value`, at the start of a line. A message may have further lines, which are left out. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/^([A-Z][A-Za-z ]*):[ \t]+(\S.*)$/gm)]
  return new Map(pairs.map(([, name = '', value = '']) => [name, value.trim()]))
}

/** A star marks those that the user named when the builder was made. */
function platformsOf(text: string): readonly Platform[] {
  return text.split(',').flatMap(part => parsePlatform(part.replace('*', '')) ?? [])
}

/** The indented lines below `Labels:`. */
function labelsOf(text: string): Readonly<Record<string, string>> {
  const block = /^Labels:\n((?:[ \t]+.*\n?)*)/m.exec(text)?.[1] ?? ''
  const pairs = [...block.matchAll(/^\s+(\S+?):[ \t]*(.*)$/gm)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value.trim()]))
}

/**
 * Can it write an OCI layout? Docker's own builder only with the containerd image store, which shows by this label.
 * https://github.com/docker/buildx/blob/v0.38.0/driver/docker/driver.go#L79
 */
export function canWriteLayout({driver, nodes}: Builder): boolean {
  return driver !== 'docker' || nodes.some(({labels}) => 'org.mobyproject.buildkit.worker.snapshotter' in labels)
}
