import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/signals.ts
import { setMaxListeners } from "node:events";
var CLEAN_UP_MS = 4500;
var EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };
function onSignals(own, tell) {
  const controller = new AbortController();
  let exitCode;
  for (const name of ["SIGINT", "SIGTERM"]) {
    own.on(name, () => {
      if (exitCode !== void 0) return own.exit(exitCode);
      tell(`${name}: stopping
`);
      const code = EXIT_CODES[name];
      exitCode = code;
      setTimeout(() => own.exit(code), CLEAN_UP_MS).unref();
      controller.abort(new DOMException(`stopped by ${name}`, "AbortError"));
    });
  }
  return { signal: forMany(controller.signal), exitCode: () => exitCode };
}
function forMany(signal) {
  setMaxListeners(0, signal);
  return signal;
}

export {
  onSignals,
  forMany
};
