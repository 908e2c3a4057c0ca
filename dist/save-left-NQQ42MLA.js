import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  stagingFolder
} from "./chunk-VDMDN7BP.js";
import "./chunk-7T47MHCC.js";
import "./chunk-VI4WN2TK.js";
import "./chunk-VJE26NIC.js";
import "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import {
  createCacheService
} from "./chunk-ESWQMNSH.js";
import {
  performSave
} from "./chunk-3BSFTTT4.js";
import {
  saySaved
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-RBF2ZTQZ.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/stages/save-left.ts
import { join } from "node:path";
async function saveLeft(tasks, context) {
  const { env, exec, log, assets, signal } = context;
  const service = createCacheService({ exec, env, script: join(assets, "actions", "cache-child.js") });
  const place = { service, staging: stagingFolder({ door: "action", env }), signal };
  for (const task of tasks) {
    saySaved(log, task.kind, await performSave(task, place), "left by a run that failed");
  }
}
export {
  saveLeft
};
