import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-BXWGL2RC.js";
import "./chunk-UXJCI4QR.js";
import "./chunk-LHQLTR4B.js";
import {
  removeTree
} from "./chunk-G3UKQJNJ.js";
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
