import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
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
import "./chunk-PNEZDOYY.js";
import {
  messageOf,
  removeTree
} from "./chunk-VF3RI5O6.js";
import "./chunk-DOD3BZZE.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/setup-post.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
async function run(env, cwd, signal) {
  const caches = createRunner(env).readJobCaches();
  if (!caches) return;
  const write = (text) => void process.stdout.write(text);
  const log = createActionLog({ write, workspace: env.GITHUB_WORKSPACE ?? cwd });
  const assets = dirname(fileURLToPath(import.meta.url));
  try {
    const { finishJob } = await import("./set-up-job-WMOFAI2Z.js");
    await finishJob(caches, { env, exec: nodeExec, log, assets, signal });
  } catch (error) {
    if (!signal.aborted) log.warn(`the caches were not saved: ${messageOf(error)}`);
  }
  if (caches.fresh !== void 0) await removeTree(caches.fresh).catch(() => {
  });
}
var interruption = onSignals(process, (text) => void process.stdout.write(text));
await run(process.env, process.cwd(), interruption.signal);
export {
  run
};
