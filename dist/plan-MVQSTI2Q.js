import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-VAII7RTG.js";
import "./chunk-2FHEEXXW.js";
import "./chunk-IA5RAQHG.js";
import "./chunk-F6T677DC.js";
import "./chunk-5PM7FKIL.js";
import "./chunk-2R73QIRU.js";
import "./chunk-GJYX72QR.js";
import "./chunk-27RQ6CJD.js";
import "./chunk-EGMFW45I.js";
import "./chunk-J42PAQJ5.js";
import "./chunk-WUYCSCHQ.js";
import "./chunk-HD3OXH54.js";
import "./chunk-FFO5XZW5.js";
import "./chunk-CGLLVDTX.js";
import "./chunk-XEYYPLQO.js";
import "./chunk-SIZPUNJ5.js";
import "./chunk-MJ43ZKEH.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  planFor
};
