import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  stagingFolder
} from "./chunk-HUHQFDFI.js";
import "./chunk-MKYKVTUQ.js";
import "./chunk-2Y7VAHFT.js";
import "./chunk-UWLOXL2U.js";
import "./chunk-KAR4ZJ5Q.js";
import "./chunk-EGMFW45I.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import {
  createCacheService
} from "./chunk-XCZNGQU4.js";
import {
  performSave
} from "./chunk-NWVG2OHD.js";
import {
  saySaved
} from "./chunk-KALWOJN2.js";
import "./chunk-HD3OXH54.js";
import "./chunk-L7QTHYGK.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-7MAKS6H7.js";
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
