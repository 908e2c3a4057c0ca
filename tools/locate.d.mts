export interface Located {
  /** The tool's own folder below the tools cache. */
  readonly folder: string
  /** The executable, whether or not it was built yet. */
  readonly path: string
  readonly version: string
}

export declare const tools: Readonly<
  Record<string, {readonly package: string; readonly version: string; readonly only?: 'bench'}>
>
export declare const nodeVersion: string | undefined
export declare function toolsFolder(env: Readonly<Record<string, string | undefined>>): string
export declare function locateTool(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Located & {readonly package: string}
export declare function locateNode24(env: Readonly<Record<string, string | undefined>>): Located | undefined
