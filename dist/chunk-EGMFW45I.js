import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/log.ts
var silentLog = { debug() {
}, info() {
}, warn() {
}, error() {
} };
function recordWarnings(log) {
  const warnings = [];
  const warn = (warning) => {
    warnings.push(typeof warning === "string" ? warning : warning.message);
    log.warn(warning);
  };
  return { log: { ...log, warn }, warnings };
}
function prefixed(log, name) {
  const named = (text) => `${name} ${text}`;
  const warn = (warning) => log.warn(typeof warning === "string" ? named(warning) : { ...warning, message: named(warning.message) });
  return {
    debug: (text) => log.debug(named(text)),
    info: (text) => log.info(named(text)),
    warn,
    error: (text, at) => log.error(named(text), at)
  };
}

// src/lib/hash-file.ts
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";

// src/lib/prompt-file.ts
import { closeSync, openSync, readSync } from "node:fs";
async function withPromptFile(path, use) {
  const file = openSync(path, "r");
  try {
    return await use((into, position) => readSync(file, into, 0, into.length, position));
  } finally {
    closeSync(file);
  }
}

// src/lib/hash-file.ts
var HASH_CHUNK = 256 * 1024;
function hashFile(path, signal) {
  return withPromptFile(path, async (read) => {
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafe(HASH_CHUNK);
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const size = read(buffer, position);
      if (size === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, size));
      position += size;
      await setImmediate();
    }
  });
}

export {
  silentLog,
  recordWarnings,
  prefixed,
  withPromptFile,
  hashFile
};
