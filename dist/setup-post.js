import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  bundleFolder,
  openStep
} from "./chunk-MSYQMVXA.js";
import {
  nodeExec
} from "./chunk-6HKFDJ7J.js";
import "./chunk-ESWQMNSH.js";
import "./chunk-3BSFTTT4.js";
import "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import {
  onSignals
} from "./chunk-XEYYPLQO.js";
import {
  removeTree
} from "./chunk-DK2HHR4N.js";
import {
  messageOf
} from "./chunk-YMPWN76Y.js";
import "./chunk-RBF2ZTQZ.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/setup-post.ts
async function run(env, cwd, signal) {
  const { runner, log } = openStep(env, cwd);
  const caches = runner.readJobCaches();
  if (!caches) return;
  try {
    const { finishJob } = await import("./set-up-job-YD7A43C5.js");
    await finishJob(caches, { env, exec: nodeExec, log, assets: bundleFolder(), signal });
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
