import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases,
  nodeExec
} from "./chunk-QQ3AJR2N.js";

// src/cli/context.ts
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
function printJson({ stdout }, document) {
  stdout.write(`${JSON.stringify(document, null, 2)}
`);
}

export {
  contextOf,
  printJson
};
