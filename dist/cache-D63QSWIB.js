import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  cacheRoot
} from "./chunk-6SGUR2LG.js";
import {
  printJson
} from "./chunk-HGFIRQOM.js";
import "./chunk-QQ3AJR2N.js";
import {
  formatBytes
} from "./chunk-LN52YFD5.js";
import {
  codeOf,
  removeTree
} from "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";

// src/cli/cache.ts
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
var runList = async ({ session, json }) => {
  const folder = cacheRoot(session.env);
  const entries = await measure(folder);
  if (json) return printJson(session, { folder, entries });
  const width = Math.max(0, ...entries.map(({ name }) => name.length));
  const lines = entries.map(({ name, files, bytes }) => `  ${name.padEnd(width)}  ${formatBytes(bytes)}  ${files} files`);
  session.stdout.write(`${[folder, ...lines.length > 0 ? lines : ["  empty"]].join("\n")}
`);
};
var runClear = async ({ session, json, log }) => {
  const folder = cacheRoot(session.env);
  const bytes = (await measure(folder)).reduce((sum, entry) => sum + entry.bytes, 0);
  for (const entry of await entriesOf(folder)) await removeTree(join(folder, entry.name));
  if (json) printJson(session, { folder, bytes });
  else log.result(`removed ${formatBytes(bytes)} from ${folder}`);
};
async function measure(folder) {
  const entries = await entriesOf(folder);
  const measured = await Promise.all(
    entries.map(async (entry) => ({ name: entry.name, ...await sizeOf(join(folder, entry.name), entry) }))
  );
  return measured.sort((a, b) => a.name < b.name ? -1 : 1);
}
async function sizeOf(path, entry) {
  if (!entry.isDirectory()) {
    const found = await lstat(path).catch(() => void 0);
    return { files: found ? 1 : 0, bytes: found?.size ?? 0 };
  }
  let files = 0;
  let bytes = 0;
  for (const child of await entriesOf(path)) {
    const size = await sizeOf(join(path, child.name), child);
    files += size.files;
    bytes += size.bytes;
  }
  return { files, bytes };
}
async function entriesOf(folder) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
export {
  runClear,
  runList
};
