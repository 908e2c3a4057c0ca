import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-LJ6UWLFJ.js";
import "./chunk-L7K7SK3W.js";
import "./chunk-PUCG3XYB.js";
import "./chunk-BA6DJ2US.js";
import "./chunk-3W3YSTVV.js";
import "./chunk-RIEH3MAT.js";
import "./chunk-45LPYPR7.js";
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
