import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  lookForBuildx,
  startBuilder
} from "./chunk-NGMVSGVB.js";
import "./chunk-KAR4ZJ5Q.js";
import "./chunk-EGMFW45I.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  lookForBuildx,
  startBuilder
};
