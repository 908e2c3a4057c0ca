import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRunner
} from "./chunk-IDWD5EP2.js";
import "./chunk-GJA2XJMS.js";
import "./chunk-MAXGRNIG.js";
import "./chunk-WKXL7Q2N.js";
import {
  removeTree
} from "./chunk-VF3RI5O6.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/post.ts
async function run(env) {
  for (const folder of createRunner(env).readState().folders) await removeTree(folder).catch(() => {
  });
}
await run(process.env);
export {
  run
};
