import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  cacheRoot,
  clearCache,
  listCache
} from "./chunk-SG4JUJ54.js";
import {
  printJson
} from "./chunk-JPWZBW4O.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-DJQ53CEP.js";
import "./chunk-A6EVAMNL.js";
import "./chunk-NJJCZE53.js";
import "./chunk-X22DSJSS.js";

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
