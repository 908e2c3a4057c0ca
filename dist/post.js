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
  removeTree
} from "./chunk-VF3RI5O6.js";
import "./chunk-DOD3BZZE.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/post.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
async function run(env, cwd, signal) {
  const { folders, saves } = createRunner(env).readState();
  if (saves.length > 0) {
    const { saveLeft } = await import("./save-left-JPSYQ7SK.js");
    const write = (text) => void process.stdout.write(text);
    const log = createActionLog({ write, workspace: env.GITHUB_WORKSPACE ?? cwd });
    const assets = dirname(fileURLToPath(import.meta.url));
    await saveLeft(saves, { env, exec: nodeExec, log, assets, signal }).catch(() => {
    });
  }
  for (const folder of folders) await removeTree(folder).catch(() => {
  });
}
var interruption = onSignals(process, (text) => void process.stdout.write(text));
await run(process.env, process.cwd(), interruption.signal);
export {
  run
};
