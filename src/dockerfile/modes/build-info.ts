import {arrayAt, isRecord, recordAt, stringAt} from '../../lib/json.ts'

/** What a Go program says of its making: `go version -m -json FILE`. */
export interface BuildInfo {
  readonly goVersion: string
  /** Import path of the main package. */
  readonly path: string
  readonly main: BuildModule | undefined
  readonly settings: ReadonlyMap<string, string>
  readonly modules: readonly BuildModule[]
}

export interface BuildModule {
  readonly path: string
  readonly version: string
  /** Empty for a folder of this machine. */
  readonly sum: string
  readonly replacement: BuildModule | undefined
}

/** Undefined when the text is not the description of one program. Older Go writes an array of one. */
export function readBuildInfo(text: string): BuildInfo | undefined {
  const info = parse(text)
  const goVersion = stringAt(info, 'GoVersion')
  if (goVersion === undefined) return undefined
  const settings = (arrayAt(info, 'Settings') ?? []).map(
    setting => [stringAt(setting, 'Key') ?? '', stringAt(setting, 'Value') ?? ''] as const,
  )
  return {
    goVersion,
    path: stringAt(info, 'Path') ?? '',
    main: readModule(recordAt(info, 'Main')),
    settings: new Map(settings),
    modules: (arrayAt(info, 'Deps') ?? []).flatMap(entry => readModule(entry) ?? []),
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value[0] : value
  } catch {
    return undefined
  }
}

function readModule(value: unknown): BuildModule | undefined {
  if (!isRecord(value) || stringAt(value, 'Path') === undefined) return undefined
  return {
    path: stringAt(value, 'Path') ?? '',
    version: stringAt(value, 'Version') ?? '',
    sum: stringAt(value, 'Sum') ?? '',
    replacement: readModule(recordAt(value, 'Replace')),
  }
}
