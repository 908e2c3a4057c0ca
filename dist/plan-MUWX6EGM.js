import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-6X3RKQFZ.js";
import "./chunk-CERTRTSB.js";
import "./chunk-44AYPSS6.js";
import "./chunk-MODAAFJ3.js";
import "./chunk-5PM7FKIL.js";
import "./chunk-236UR2UT.js";
import "./chunk-GJYX72QR.js";
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
import "./chunk-TQOUSWMN.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";
export {
  decideDockerfile,
  planFor
};
