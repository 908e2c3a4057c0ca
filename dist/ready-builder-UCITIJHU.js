import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  lookForBuildx,
  startBuilder
} from "./chunk-ZTXI6FOQ.js";
import "./chunk-XMWZBRS2.js";
import "./chunk-EGMFW45I.js";
import "./chunk-J42PAQJ5.js";
import "./chunk-WUYCSCHQ.js";
import "./chunk-HD3OXH54.js";
import "./chunk-KYLZ7HI7.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  lookForBuildx,
  startBuilder
};
