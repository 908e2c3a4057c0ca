import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage
} from "./chunk-X5JTLH3W.js";
import "./chunk-H3BB7JJD.js";
import "./chunk-X22DSJSS.js";
export {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage
};
