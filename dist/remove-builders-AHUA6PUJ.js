import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildkit_exports
} from "./chunk-XMWZBRS2.js";
import "./chunk-EGMFW45I.js";
import "./chunk-J42PAQJ5.js";
import "./chunk-WUYCSCHQ.js";
import "./chunk-HD3OXH54.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-SIZPUNJ5.js";
import {
  messageOf
} from "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";

// src/stages/remove-builders.ts
async function removeBuilders(names, { exec, env, log, signal }) {
  try {
    const buildx = await buildkit_exports.findBuildx({ exec, env, signal });
    for (const name of names) await buildkit_exports.removeBuilder(buildx, name);
  } catch (error) {
    log.warn(`a builder may be left: ${messageOf(error)}`);
  }
}
export {
  removeBuilders
};
