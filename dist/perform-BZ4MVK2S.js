import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  FailureWithResult
} from "./chunk-GBSWLRJ2.js";
import {
  printJson
} from "./chunk-GQ3EWGGS.js";
import {
  cacheRoot
} from "./chunk-KATMBCK6.js";
import "./chunk-6HKFDJ7J.js";
import {
  createStreamLog,
  failureJson
} from "./chunk-IU57GEZT.js";
import {
  inputsOf
} from "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/perform.ts
import { join } from "node:path";

// src/lib/code-cache.ts
import module from "node:module";
function keepCompiledCode(folder) {
  if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
    module.enableCompileCache(folder);
  }
}

// src/cli/perform.ts
var Reported = class extends Error {
  name = "Reported";
  constructor(cause) {
    super("reported", { cause });
  }
};
async function perform({
  session,
  raw,
  args,
  load
}) {
  const { stderr, env, signal } = session;
  const log = createStreamLog({ stream: stderr, env, verbosity: verbosityOf(raw) });
  keepCompiledCode(join(cacheRoot(env), "code"));
  try {
    const run = await load();
    const words = args.filter((arg) => typeof arg === "string");
    await run({ session, raw, args: words, json: isSet(raw, "json"), log });
  } catch (error) {
    if (!signal.aborted) tell(withFlagNames(error), { session, raw, log });
    throw new Reported(error);
  } finally {
    log.close();
  }
}
function tell(error, { session, raw, log }) {
  log.failure(error);
  if (!isSet(raw, "json")) return;
  printJson(session, { ...error instanceof FailureWithResult ? error.result : {}, ...failureJson(error) });
}
var FLAGS = new Set(inputsOf("cli").map(({ name }) => name));
function withFlagNames(error) {
  if (!(error instanceof RequestError)) return error;
  return new RequestError(
    error.problems.map(
      (problem) => FLAGS.has(problem.subject) ? { ...problem, subject: `--${problem.subject}` } : problem
    ),
    error.at
  );
}
function verbosityOf(raw) {
  if (isSet(raw, "verbose")) return "verbose";
  return isSet(raw, "quiet") ? "quiet" : "normal";
}
function isSet(raw, name) {
  return raw.values[name]?.at(-1) === "true";
}
export {
  Reported,
  perform
};
