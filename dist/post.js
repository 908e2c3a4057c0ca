import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-J3UDELJM.js";
import "./chunk-UXJCI4QR.js";
import "./chunk-LB6TOUH2.js";
import {
  removeTree
} from "./chunk-HSSDMJSF.js";
import "./chunk-X22DSJSS.js";

// src/post.ts
async function run(env) {
  for (const folder of createRunner(env).readState().folders) await removeTree(folder).catch(() => {
  });
}
await run(process.env);
export {
  run
};
