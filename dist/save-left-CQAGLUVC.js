import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  stagingFolder
} from "./chunk-MODAAFJ3.js";
import "./chunk-5PM7FKIL.js";
import "./chunk-236UR2UT.js";
import "./chunk-GJYX72QR.js";
import "./chunk-XMWZBRS2.js";
import "./chunk-EGMFW45I.js";
import "./chunk-J42PAQJ5.js";
import "./chunk-WUYCSCHQ.js";
import {
  createCacheService
} from "./chunk-ZC3RESLY.js";
import {
  performSave
} from "./chunk-FY4E45KV.js";
import {
  saySaved
} from "./chunk-O2VICFPU.js";
import "./chunk-HD3OXH54.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
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
