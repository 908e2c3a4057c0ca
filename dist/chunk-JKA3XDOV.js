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

export {
  silentLog,
  recordWarnings,
  prefixed
};
