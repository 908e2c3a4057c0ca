import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-FI6SIXKE.js";
import "./chunk-UXJCI4QR.js";
import "./chunk-44XPRU6J.js";
import {
  removeTree
} from "./chunk-GT7F43XF.js";
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
