import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  lookForBuildx,
  startBuilder
} from "./chunk-SLVGC5TL.js";
import "./chunk-XAR3CAOE.js";
import "./chunk-EGMFW45I.js";
import "./chunk-KATMBCK6.js";
import "./chunk-5HYWGMCI.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-DK2HHR4N.js";
import "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-L4DFUNMN.js";
export {
  lookForBuildx,
  startBuilder
};
