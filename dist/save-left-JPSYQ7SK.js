import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  temporaryRoot
} from "./chunk-3F3REEC6.js";
import "./chunk-TTJTABEB.js";
import "./chunk-IN2FTTR5.js";
import {
  createCacheService
} from "./chunk-K3MJNHPO.js";
import {
  performSave
} from "./chunk-R3TWOZEC.js";
import "./chunk-HD3OXH54.js";
import {
  formatSave
} from "./chunk-NIGVBAV7.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-PNEZDOYY.js";
import "./chunk-VF3RI5O6.js";
import "./chunk-DOD3BZZE.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-JBO2LML4.js";
import "./chunk-6RO2J6YC.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-L4DFUNMN.js";

// src/stages/save-left.ts
import { join } from "node:path";
async function saveLeft(tasks, context) {
  const { env, exec, log, assets, signal } = context;
  const service = createCacheService({ exec, env, script: join(assets, "actions", "cache-child.js") });
  const place = { service, staging: join(temporaryRoot({ door: "action", env }), "staging"), signal };
  for (const task of tasks) {
    const report = await performSave(task, place);
    if (report.warning !== void 0) log.warn(report.warning);
    else log.info(formatSave(TITLES[task.kind], report, "left by a run that failed"));
  }
}
var TITLES = { modules: "modules", build: "build cache", outputs: "programs" };
export {
  saveLeft
};
