import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  decideDockerfile,
  planFor
} from "./chunk-L7V4FM6T.js";
import "./chunk-6EH4EYNC.js";
import "./chunk-ZIYJZFE3.js";
import "./chunk-3W3YSTVV.js";
import "./chunk-3ARX6YXJ.js";
import "./chunk-45LPYPR7.js";
import "./chunk-LZPX42HB.js";
import "./chunk-EGMFW45I.js";
import "./chunk-J42PAQJ5.js";
import "./chunk-QVLNT32X.js";
import "./chunk-HD3OXH54.js";
import "./chunk-XPEAXMFS.js";
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
