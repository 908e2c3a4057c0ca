export interface Located {
  /** The tool's own folder below the tools cache. */
  readonly folder: string
  /** The executable, whether or not it was built yet. */
  readonly path: string
  readonly version: string
}

export interface Tool {
  readonly package: string
  readonly version: string
  readonly only?: 'bench'
  /** A folder of tools/ with the go.mod that pins the tool. */
  readonly goMod?: string
  /** That folder holds the program itself. */
  readonly own?: boolean
  /** The Go variable that the tool prints as its version; only the project's own release build sets it. */
  readonly versionVariable?: string
}

export declare const tools: Readonly<Record<string, Tool>>
export declare const nodeVersion: string | undefined
export declare function toolsFolder(env: Readonly<Record<string, string | undefined>>): string
export declare function locateTool(name: string, env: Readonly<Record<string, string | undefined>>): Located & Tool
export declare function locateNode24(env: Readonly<Record<string, string | undefined>>): Located | undefined
