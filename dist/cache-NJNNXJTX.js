import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  cacheRoot,
  clearCache,
  listCache
} from "./chunk-J7J5SUFR.js";
import {
  printJson
} from "./chunk-6EB6D37Y.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-7XF6HMFT.js";
import "./chunk-4VVPBY2T.js";
import "./chunk-K6QBRWNO.js";
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
