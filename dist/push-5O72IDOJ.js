import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  contextOf,
  printJson,
  requestOf
} from "./chunk-6EB6D37Y.js";
import "./chunk-6HKFDJ7J.js";
import "./chunk-4VVPBY2T.js";
import "./chunk-K6QBRWNO.js";
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
  const { pushLayout } = await import("./pipeline-A7JEW7GM.js");
  const report = await pushLayout(contextOf(call, { request, problems: [] }), resolve(session.cwd, layout));
  if (json) printJson(session, report);
  else for (const { name, digest } of report.images) session.stdout.write(`${name}@${digest}
`);
};
export {
  runPush
};
