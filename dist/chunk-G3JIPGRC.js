import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases,
  nodeExec
} from "./chunk-WJ6FLBBB.js";
import {
  parseRequest
} from "./chunk-44XPRU6J.js";

// src/cli/context.ts
import { resolve } from "node:path";
function contextOf({ session, log }, request) {
  return {
    door: "cli",
    request,
    env: session.env,
    exec: nodeExec,
    log,
    phases: createPhases(() => performance.now(), log),
    signal: session.signal,
    now: () => /* @__PURE__ */ new Date(),
    assets: session.assets,
    // A terminal hides nothing; our messages hold no secrets to begin with.
    maskSecret: () => {
    }
  };
}
function requestOf({ session: { cwd }, raw, log }, dir = ".") {
  return parseRequest(raw, { dir: resolve(cwd, dir), cwd, warn: (message) => log.warn(message) });
}
function printJson({ stdout }, document) {
  stdout.write(`${JSON.stringify(document, null, 2)}
`);
}

export {
  contextOf,
  requestOf,
  printJson
};
