import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  getDockerfileReady
} from "./chunk-CS6MGIMV.js";
import "./chunk-XP3CK22X.js";
import "./chunk-EOZ2SWU6.js";
import "./chunk-X4WR5JBD.js";
import "./chunk-ZHNMM4QN.js";
import "./chunk-MJXRDBQL.js";
import "./chunk-P3VNIXKL.js";
import "./chunk-6I4XJHNP.js";
import "./chunk-V4CBITK7.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-USUAKS4C.js";
import "./chunk-7ORM7P3V.js";
import "./chunk-IPR7NS4F.js";
import "./chunk-HD3OXH54.js";
import "./chunk-S5W6PD7F.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-KZN2H757.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  getDockerfileReady
};
