import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-WODO2ZFQ.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatPlan,
  planJson
} from "./chunk-GVT4N5KE.js";
import "./chunk-LHQLTR4B.js";
import "./chunk-G3UKQJNJ.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { plan } = await import("./pipeline-PXBT7SSK.js");
  const planned = await plan(contextOf(call, parsed));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
