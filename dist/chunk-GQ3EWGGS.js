import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases,
  nodeExec
} from "./chunk-6HKFDJ7J.js";
import {
  parseRequest
} from "./chunk-OGWH5DZ4.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";

// src/cli/context.ts
import { resolve } from "node:path";
function contextOf({ session, log }, parsed) {
  return {
    ...parsed,
    door: "cli",
    env: session.env,
    exec: nodeExec,
    log,
    phases: createPhases(() => performance.now(), log),
    signal: session.signal,
    now: () => /* @__PURE__ */ new Date(),
    assets: session.assets,
    leave: () => {
    },
    // there is no post step, and nothing for one
    // A terminal hides nothing; our messages hold no secrets to begin with.
    maskSecret: () => {
    }
  };
}
function parsedOf({ session: { cwd }, raw, log }, dir = ".") {
  return parseRequest(raw, { dir: resolve(cwd, dir), cwd, warn: (message) => log.warn(message) });
}
function requestOf(call) {
  const { request, problems } = parsedOf(call);
  if (problems.length > 0) throw new RequestError(problems);
  return request;
}
function printJson({ stdout }, document) {
  stdout.write(`${JSON.stringify(document, null, 2)}
`);
}

export {
  contextOf,
  parsedOf,
  requestOf,
  printJson
};
