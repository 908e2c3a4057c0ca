import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases
} from "./chunk-UUY6VKCI.js";
import {
  createRunner,
  readInputs,
  secretsOf
} from "./chunk-K3MJNHPO.js";
import "./chunk-R3TWOZEC.js";
import "./chunk-HD3OXH54.js";
import {
  createActionLog
} from "./chunk-NIGVBAV7.js";
import {
  nodeExec
} from "./chunk-L7RKQTQ3.js";
import {
  onSignals
} from "./chunk-XEYYPLQO.js";
import {
  parseRequest
} from "./chunk-PNEZDOYY.js";
import "./chunk-VF3RI5O6.js";
import "./chunk-DOD3BZZE.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/setup.ts
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
async function run(env, cwd, signal) {
  const runner = createRunner(env);
  const log = createActionLog({
    write: (text) => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === "1"
  });
  try {
    const raw = readInputs(env);
    for (const secret of secretsOf(raw)) runner.mask(secret);
    const parsed = parseRequest(raw, {
      dir: resolve(cwd, raw.values["working-directory"]?.at(-1)?.trim() ?? "."),
      cwd,
      warn: (message) => log.warn(message)
    });
    const { pathsOf, setUpJob } = await import("./set-up-job-WMOFAI2Z.js");
    const job = await setUpJob({
      ...parsed,
      door: "action",
      env,
      exec: nodeExec,
      log,
      phases: createPhases(() => performance.now(), log),
      signal,
      now: () => /* @__PURE__ */ new Date(),
      assets: dirname(fileURLToPath(import.meta.url)),
      maskSecret: runner.mask,
      leave: () => {
      }
    });
    runner.saveJobCaches(job.left);
    runner.setJob({ paths: pathsOf(job), env: job.env });
    runner.setOutputs({ "go-version": job.toolchain.version, "cache-hit": String(job.isWarm) });
    return 0;
  } catch (error) {
    log.failure(error);
    return 1;
  } finally {
    log.close();
  }
}
var interruption = onSignals(process, (text) => void process.stdout.write(text));
process.exitCode = await run(process.env, process.cwd(), interruption.signal);
export {
  run
};
