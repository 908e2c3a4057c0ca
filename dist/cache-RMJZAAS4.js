import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  printJson
} from "./chunk-FYOZMT7L.js";
import {
  cacheRoot,
  clearCache,
  listCache
} from "./chunk-J42PAQJ5.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-O2VICFPU.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/cache.ts
var runList = async ({ session, json }) => {
  const folder = cacheRoot(session.env);
  const entries = await listCache(folder);
  if (json) return printJson(session, { folder, entries });
  const width = Math.max(0, ...entries.map(({ name }) => name.length));
  const lines = entries.map(({ name, files, bytes }) => `  ${name.padEnd(width)}  ${formatBytes(bytes)}  ${files} files`);
  session.stdout.write(`${[folder, ...lines.length > 0 ? lines : ["  empty"]].join("\n")}
`);
};
var runClear = async ({ session, json, log }) => {
  const folder = cacheRoot(session.env);
  const { bytes } = await clearCache(folder);
  if (json) printJson(session, { folder, bytes });
  else log.result(`removed ${formatBytes(bytes)} from ${folder}`);
};
export {
  runClear,
  runList
};
