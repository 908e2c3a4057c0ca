import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-NHCBKKPZ.js";
import "./chunk-FKRFVTMC.js";
import "./chunk-O3P7PAW4.js";
import "./chunk-FSATE2RX.js";
import "./chunk-FNMBBD3F.js";
import "./chunk-HXR4VOMM.js";
import "./chunk-GJSIQFE4.js";
import "./chunk-JKA3XDOV.js";
import "./chunk-RUVCBZIW.js";
import "./chunk-ZPARUUBC.js";
import "./chunk-6KQ5WN3S.js";
import "./chunk-HD3OXH54.js";
import "./chunk-L7QTHYGK.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-7MAKS6H7.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  planFor
};
