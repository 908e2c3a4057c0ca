import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-XR5SZIJT.js";
import {
  formatPlan,
  planJson
} from "./chunk-H4A7XUIK.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-VQFY67UY.js";
import "./chunk-VF3RI5O6.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { plan } = await import("./pipeline-DLVWIZ3G.js");
  const planned = await plan(contextOf(call, parsed));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
