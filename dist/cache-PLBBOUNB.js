import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  printJson
} from "./chunk-GQ3EWGGS.js";
import {
  cacheRoot,
  clearCache,
  listCache
} from "./chunk-KATMBCK6.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-IU57GEZT.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
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
