import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-JPWZBW4O.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-A6EVAMNL.js";
import "./chunk-NJJCZE53.js";
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
  const { pushLayout } = await import("./pipeline-KT5FOUW7.js");
  const report = await pushLayout(contextOf(call, { request, problems: [] }), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
