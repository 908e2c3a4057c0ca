import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  parsedOf,
  printJson
} from "./chunk-6EB6D37Y.js";
import "./chunk-6HKFDJ7J.js";
import {
  formatPlan,
  planJson
} from "./chunk-7XF6HMFT.js";
import "./chunk-4VVPBY2T.js";
import "./chunk-K6QBRWNO.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const parsed = parsedOf(call, call.args[0]);
  const { plan } = await import("./pipeline-A7JEW7GM.js");
  const planned = await plan(contextOf(call, parsed));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
