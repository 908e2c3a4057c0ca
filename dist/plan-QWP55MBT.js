import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson
} from "./chunk-HGFIRQOM.js";
import "./chunk-QQ3AJR2N.js";
import {
  parseRequest
} from "./chunk-RSBJ3MEE.js";
import {
  formatPlan,
  planJson
} from "./chunk-LN52YFD5.js";
import "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";

// src/cli/plan.ts
import { resolve } from "node:path";
var runPlan = async ({ session, raw, args: [dir = "."], json, log }) => {
  const request = parseRequest(raw, { dir: resolve(session.cwd, dir), cwd: session.cwd });
  const { plan } = await import("./pipeline-VDX574PQ.js");
  const planned = await plan(contextOf({ session, log }, request));
  if (json) printJson(session, planJson(planned));
  else session.stdout.write(`${formatPlan(planned)}
`);
};
export {
  runPlan
};
