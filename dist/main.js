import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createPhases
} from "./chunk-UUY6VKCI.js";
import {
  createRunner,
  outputsOf,
  readInputs,
  secretsOf
} from "./chunk-K3MJNHPO.js";
import "./chunk-R3TWOZEC.js";
import "./chunk-HD3OXH54.js";
import {
  createActionLog,
  formatFailureSummary,
  formatSummary
} from "./chunk-NIGVBAV7.js";
import {
  nodeExec
} from "./chunk-L7RKQTQ3.js";
import {
  keepHeapSmall
} from "./chunk-5BW7H2B7.js";
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

// src/main.ts
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
async function run(env, cwd, signal) {
  const runner = createRunner(env);
  const log = createActionLog({
    write: (text) => void process.stdout.write(text),
    workspace: env.GITHUB_WORKSPACE ?? cwd,
    verbose: env.RUNNER_DEBUG === "1"
  });
  const left = [];
  const leave = (more) => {
    left.push(more);
    runner.saveState({ folders: left.flatMap(({ folders }) => folders), saves: left.flatMap(({ saves }) => saves) });
  };
  try {
    const raw = readInputs(env);
    for (const secret of secretsOf(raw)) runner.mask(secret);
    const { request, problems } = parseRequest(raw, {
      dir: resolve(cwd, raw.values["working-directory"]?.at(-1)?.trim() ?? "."),
      cwd,
      warn: (message) => log.warn(message)
    });
    const { build } = await import("./pipeline-VZ7ZFZWN.js");
    const { plan, report } = await build({
      door: "action",
      leave,
      request,
      problems,
      env,
      exec: nodeExec,
      log,
      phases: createPhases(() => performance.now(), log),
      signal,
      now: () => /* @__PURE__ */ new Date(),
      assets: dirname(fileURLToPath(import.meta.url)),
      maskSecret: runner.mask
    });
    log.result(report.images.flatMap((image) => image.references).join("\n"));
    runner.setOutputs(outputsOf(report));
    if (request.output === void 0) leave({ folders: [report.layout], saves: [] });
    await runner.addSummary(formatSummary(report, plan));
    return 0;
  } catch (error) {
    log.failure(error);
    await runner.addSummary(formatFailureSummary(error)).catch(() => {
    });
    return 1;
  } finally {
    log.close();
  }
}
keepHeapSmall();
var interruption = onSignals(process, (text) => void process.stdout.write(text));
process.exitCode = await run(process.env, process.cwd(), interruption.signal);
export {
  run
};
