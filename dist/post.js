import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-5IYQM5CA.js";
import "./chunk-UXJCI4QR.js";
import "./chunk-A6EVAMNL.js";
import {
  removeTree
} from "./chunk-NJJCZE53.js";
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
