import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-JPWZBW4O.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatPlan,
  planJson
} from "./chunk-DJQ53CEP.js";
import "./chunk-A6EVAMNL.js";
import "./chunk-NJJCZE53.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { plan } = await import("./pipeline-KT5FOUW7.js");
  const planned = await plan(contextOf(call, parsed));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
