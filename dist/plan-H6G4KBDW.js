import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-QSO6SLZK.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-LB6TOUH2.js";
import {
  formatPlan,
  planJson
} from "./chunk-VG322H74.js";
import "./chunk-HSSDMJSF.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const request = requestOf(call, call.args[0]);
  const { plan } = await import("./pipeline-M4KBN7VG.js");
  const planned = await plan(contextOf(call, request));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
