import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-G3JIPGRC.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-44XPRU6J.js";
import {
  formatPlan,
  planJson
} from "./chunk-M56LFWLQ.js";
import "./chunk-GT7F43XF.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
var runPlan = async (call) => {
  const { session, json } = call;
  const request = requestOf(call, call.args[0]);
  const { plan } = await import("./pipeline-RK5GJZU2.js");
  const planned = await plan(contextOf(call, request));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
