import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-CH34M3M7.js";
import "./chunk-MUBMX7IN.js";
import "./chunk-QHB6T5SV.js";
import "./chunk-WAY4WYTP.js";
import "./chunk-7T47MHCC.js";
import "./chunk-EXMRQWYB.js";
import "./chunk-VJE26NIC.js";
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
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  planFor
};
