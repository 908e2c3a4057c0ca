import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-OLOWXCOM.js";
import "./chunk-75HQBAMC.js";
import "./chunk-EJ3DR3DF.js";
import "./chunk-FSATE2RX.js";
import "./chunk-FMLQAP7L.js";
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
