import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  hostsOf
} from "./chunk-VDMDN7BP.js";
import {
  createRegistry
} from "./chunk-5HYWGMCI.js";
import {
  loginsFor
} from "./chunk-OGWH5DZ4.js";

// src/stages/open-registry.ts
function openRegistry(context, images) {
  const { request, env, exec, log, signal, maskSecret } = context;
  const { insecure, githubToken } = request.registry;
  const logins = loginsFor(request.registry, hostsOf(images)[0]);
  return createRegistry({ env, exec, log, signal, logins, insecure, githubToken, onSecret: maskSecret });
}

export {
  openRegistry
};
