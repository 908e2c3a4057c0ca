import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage
} from "./chunk-ES6TO3S3.js";
import "./chunk-HSSDMJSF.js";
import "./chunk-X22DSJSS.js";
export {
  RegistryError,
  createPushRun,
  createRegistry,
  pushImage
};
