import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-LR4Y6672.js";
import "./chunk-UXJCI4QR.js";
import "./chunk-4VVPBY2T.js";
import {
  removeTree
} from "./chunk-K6QBRWNO.js";
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
