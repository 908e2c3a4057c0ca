import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-G3JIPGRC.js";
import "./chunk-WJ6FLBBB.js";
import "./chunk-44XPRU6J.js";
import "./chunk-GT7F43XF.js";
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
  const { pushLayout } = await import("./pipeline-RK5GJZU2.js");
  const report = await pushLayout(contextOf(call, request), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
