import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-GQ3EWGGS.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatPlan,
  planJson
} from "./chunk-IU57GEZT.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { plan } = await import("./pipeline-VZPH3HQP.js");
  const planned = await plan(contextOf(call, parsed));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
