// scripts/build.mjs puts the version of package.json here; code that runs from its sources has none.
declare const __VERSION__: string | undefined

export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source'
