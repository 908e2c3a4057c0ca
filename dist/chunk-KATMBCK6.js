import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  removeTree,
  writeFileAtomic
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  isRecord,
  numberAt,
  stringAt
} from "./chunk-5I5N4XBM.js";

// src/cache/entries.ts
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
var KINDS = ["binaries", "blobs", "code", "layouts", "records"];
var FOLDER_KINDS = /* @__PURE__ */ new Set(["binaries", "layouts"]);
async function listCache(root) {
  const kinds = await Promise.all(
    KINDS.map(async (name) => {
      const { files, bytes } = await measure(join(root, name));
      return { name, files, bytes };
    })
  );
  return kinds.filter(({ files }) => files > 0);
}
async function entriesOfKind(root, kind) {
  const folder = join(root, kind);
  const paths = FOLDER_KINDS.has(kind) ? (await entriesOf(folder)).map(({ name }) => join(folder, name)) : await filesBelow(folder);
  return Promise.all(paths.map(async (path) => ({ path, ...await measure(path) })));
}
async function filesBelow(folder) {
  const entries = await entriesOf(folder);
  const below = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
  );
  return below.flat();
}
async function measure(path) {
  const found = await lstat(path).catch(() => void 0);
  if (!found) return { files: 0, bytes: 0, lastUsedMs: 0 };
  const changedMs = Math.max(found.mtimeMs, found.ctimeMs);
  if (!found.isDirectory()) return { files: 1, bytes: found.size, lastUsedMs: changedMs };
  const children = await Promise.all((await entriesOf(path)).map(({ name }) => measure(join(path, name))));
  return {
    files: children.reduce((sum, child) => sum + child.files, 0),
    bytes: children.reduce((sum, child) => sum + child.bytes, 0),
    lastUsedMs: Math.max(changedMs, ...children.map((child) => child.lastUsedMs))
  };
}
async function entriesOf(folder) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

// src/cache/folder.ts
import { createHash } from "node:crypto";
import { access, constants, mkdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join as join2, resolve } from "node:path";
function openCacheFolder(root) {
  const pathOf = (kind, key) => join2(root, "records", kind, `${createHash("sha256").update(key).digest("hex")}.json`);
  return {
    root,
    async readRecord(kind, key, parse) {
      try {
        return parse(JSON.parse(await readFile(pathOf(kind, key), "utf8")));
      } catch {
        return void 0;
      }
    },
    async writeRecord(kind, key, value) {
      await writeFileAtomic(pathOf(kind, key), JSON.stringify(value)).catch(() => {
      });
    }
  };
}
async function prepareCacheFolder(root) {
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.W_OK);
    return openCacheFolder(root);
  } catch (cause) {
    throw new UserError(`cannot write to the cache folder ${root} (${messageOf(cause)})`, {
      cause,
      hint: "set GO_CONTAINERIZE_CACHE to a folder that can be written"
    });
  }
}
function cacheRoot(env, platform = process.platform) {
  if (env.GO_CONTAINERIZE_CACHE) return resolve(env.GO_CONTAINERIZE_CACHE);
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === "win32") return join2(env.LOCALAPPDATA || join2(home, "AppData", "Local"), "go-containerize");
  if (platform === "darwin") return join2(home, "Library", "Caches", "go-containerize");
  const xdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join2(home, ".cache");
  return join2(xdg, "go-containerize");
}
async function identityOf(path) {
  const found = await stat(path).catch(() => void 0);
  return found?.isFile() ? { size: found.size, mtimeMs: found.mtimeMs, inode: found.ino } : void 0;
}
function parseIdentity(value) {
  const [size, mtimeMs, inode] = [numberAt(value, "size"), numberAt(value, "mtimeMs"), numberAt(value, "inode")];
  return size === void 0 || mtimeMs === void 0 || inode === void 0 ? void 0 : { size, mtimeMs, inode };
}
function sameFile(a, b) {
  return a !== void 0 && b !== void 0 && a.size === b.size && a.mtimeMs === b.mtimeMs && a.inode === b.inode;
}

// src/cache/prune.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { rename, stat as stat3 } from "node:fs/promises";
import { basename, dirname as dirname2, join as join3 } from "node:path";

// src/cache/lock.ts
import { randomUUID } from "node:crypto";
import { link, mkdir as mkdir2, readFile as readFile2, rm, stat as stat2, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
var FOREIGN_LOCK_MS = 6 * 60 * 60 * 1e3;
async function tryLock(path) {
  const owner = { host: hostname(), pid: process.pid, started: await startOf(process.pid), id: randomUUID() };
  if (await create(path, owner) || await clearStale(path) && await create(path, owner)) {
    return { release: () => release(path, owner) };
  }
  return void 0;
}
async function create(path, owner) {
  const temporary = `${dirname(path)}.${owner.id}.lock`;
  try {
    await mkdir2(dirname(path), { recursive: true });
    await writeFile(temporary, JSON.stringify(owner));
    await link(temporary, path).catch((error) => {
      if (codeOf(error) === "EEXIST" || codeOf(error) === "ENOENT") throw error;
      return writeFile(path, JSON.stringify(owner), { flag: "wx" });
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST" || codeOf(error) === "ENOENT") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
async function release(path, owner) {
  if (idOf(await readOwner(path)) === owner.id) await rm(path, { force: true });
}
async function clearStale(path) {
  const seen = await readOwner(path);
  if (seen === "absent") return true;
  if (await isHeld(path, seen)) return false;
  const mark = `${path}.${idOf(seen)}.stale`;
  try {
    await writeFile(mark, "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true;
    if (codeOf(error) !== "EEXIST") throw error;
    await removeOldMark(mark);
    return false;
  }
  try {
    if (idOf(await readOwner(path)) !== idOf(seen)) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(mark, { force: true });
  }
}
async function removeOldMark(mark) {
  const found = await stat2(mark).catch(() => void 0);
  if (found && Date.now() - found.mtimeMs > FOREIGN_LOCK_MS) await rm(mark, { force: true });
}
async function isHeld(path, owner) {
  if (owner === "unreadable") return false;
  if (owner.host !== hostname()) {
    const found = await stat2(path).catch(() => void 0);
    return found !== void 0 && Date.now() - found.mtimeMs < FOREIGN_LOCK_MS;
  }
  return isAlive(owner.pid) && await startOf(owner.pid) === owner.started;
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
async function startOf(pid) {
  const text = await readFile2(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text === "" ? void 0 : text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
}
function idOf(found) {
  return typeof found === "string" ? found : found.id;
}
async function readOwner(path) {
  try {
    const value = JSON.parse(await readFile2(path, "utf8"));
    const [host, pid, id] = [stringAt(value, "host"), numberAt(value, "pid"), stringAt(value, "id")];
    if (!isRecord(value) || host === void 0 || pid === void 0) return "unreadable";
    if (id === void 0 || !/^[\w-]+$/.test(id)) return "unreadable";
    return { host, pid, id, started: stringAt(value, "started") };
  } catch (error) {
    return codeOf(error) === "ENOENT" ? "absent" : "unreadable";
  }
}

// src/cache/prune.ts
var MiB = 1024 * 1024;
var HOUR = 60 * 60 * 1e3;
var DAY = 24 * HOUR;
var BOUNDS = {
  binaries: { maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY },
  blobs: { maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY },
  code: { maxBytes: 32 * MiB, maxAgeMs: 30 * DAY },
  layouts: { maxBytes: 2048 * MiB, maxAgeMs: 30 * DAY },
  records: { maxBytes: 32 * MiB, maxAgeMs: 30 * DAY }
};
var IN_USE_MS = HOUR;
var PRUNE_EVERY_MS = HOUR / 6;
var STAMP = "pruned";
async function prune(root, now, bounds = BOUNDS) {
  const stamp = await stat3(join3(root, STAMP)).catch(() => void 0);
  if (stamp && now.getTime() - stamp.mtimeMs < PRUNE_EVERY_MS) return { entries: 0, bytes: 0 };
  const lists = await Promise.all(
    KINDS.map(async (kind) => tooMuch(await entriesOfKind(root, kind), bounds[kind], now.getTime()))
  );
  if (lists.every((list) => list.length === 0) && !stamp && (await entriesOf(root)).length === 0)
    return { entries: 0, bytes: 0 };
  const removed = await removeEntries(lists.flat());
  await writeFileAtomic(join3(root, STAMP), "").catch(() => {
  });
  return removed;
}
async function clearCache(root) {
  const lists = await Promise.all(KINDS.map((kind) => entriesOfKind(root, kind)));
  const removed = await removeEntries(lists.flat());
  await removeTree(join3(root, STAMP));
  for (const kind of KINDS) {
    const left = await entriesOfKind(root, kind);
    if (left.length === 0) await removeTree(join3(root, kind));
  }
  return removed;
}
function tooMuch(entries, bound, nowMs) {
  let kept = 0;
  return [...entries].sort((a, b) => b.lastUsedMs - a.lastUsedMs).filter((entry) => {
    if (isTemporaryOutput(entry)) return true;
    const age = nowMs - entry.lastUsedMs;
    const isLeftOver = entry.path.endsWith(".tmp");
    const isTooMuch = isLeftOver || age > bound.maxAgeMs || kept + entry.bytes > bound.maxBytes;
    const goes = isTooMuch && age > IN_USE_MS;
    if (!goes) kept += entry.bytes;
    return goes;
  });
}
function isTemporaryOutput({ path }) {
  return basename(dirname2(path)) === "binaries" && basename(path).includes(".");
}
async function removeEntries(entries) {
  const done = await Promise.all(entries.map(async (entry) => await removeEntry(entry.path) ? entry : void 0));
  const removed = done.filter((entry) => entry !== void 0);
  return { entries: removed.length, bytes: removed.reduce((sum, { bytes }) => sum + bytes, 0) };
}
async function removeEntry(path) {
  try {
    if (basename(dirname2(path)) !== "binaries") {
      await removeTree(path);
      return true;
    }
    const lock = await tryLock(join3(path, "lock"));
    if (!lock) return false;
    const gone = `${path}.${randomUUID2()}`;
    await rename(path, gone);
    await removeTree(gone);
    return true;
  } catch {
    return false;
  }
}

export {
  listCache,
  prepareCacheFolder,
  cacheRoot,
  identityOf,
  parseIdentity,
  sameFile,
  tryLock,
  prune,
  clearCache
};
