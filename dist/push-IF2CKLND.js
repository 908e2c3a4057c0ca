import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-QSO6SLZK.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-LB6TOUH2.js";
import "./chunk-HSSDMJSF.js";
import "./chunk-X22DSJSS.js";

// src/cli/push.ts
import { resolve } from "node:path";
var runPush = async (call) => {
  const {
    session,
    json,
    args: [layout = "."]
  } = call;
  const request = requestOf(call);
  const { pushLayout } = await import("./pipeline-M4KBN7VG.js");
  const report = await pushLayout(contextOf(call, request), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
