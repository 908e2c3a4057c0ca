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

export {
  silentLog,
  recordWarnings
};
