import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  getDockerfileReady
} from "./chunk-N465N6NY.js";
import "./chunk-HSOBOKNW.js";
import "./chunk-UMHOZWNK.js";
import "./chunk-CY7BUXYQ.js";
import "./chunk-ULBYTEP6.js";
import "./chunk-AIFS4JPA.js";
import "./chunk-P3VNIXKL.js";
import "./chunk-6I4XJHNP.js";
import "./chunk-V4CBITK7.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-USUAKS4C.js";
import "./chunk-FEP6SE5Z.js";
import "./chunk-LZEBGN36.js";
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
