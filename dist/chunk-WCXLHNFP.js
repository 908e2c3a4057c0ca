import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  nodeExec
} from "./chunk-6HKFDJ7J.js";
import {
  loginsFor
} from "./chunk-OGWH5DZ4.js";
import {
  parseReference,
  withDefaultTag
} from "./chunk-DK2HHR4N.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";

// src/cli/registry.ts
async function createRegistryFor({ env, signal }, { registry }, host, log) {
  const { createRegistry } = await import("./registry-OJKPRO2C.js");
  const { githubToken, insecure } = registry;
  return createRegistry({ env, exec: nodeExec, log, logins: loginsFor(registry, host), githubToken, insecure, signal });
}
var ARGUMENTS = {
  "REF|LAYOUT": {
    isNot: "neither an OCI layout nor a reference",
    hint: "name an image as ghcr.io/acme/shop:v1.4.2, or the folder of an OCI layout"
  },
  REPOSITORY: { isNot: "no reference", hint: "name it as ghcr.io/acme/shop" }
};
function referenceOf(text, subject) {
  const parsed = parseReference(text);
  if ("reference" in parsed) return withDefaultTag(parsed.reference);
  const { isNot, hint } = ARGUMENTS[subject];
  throw new RequestError([{ subject, message: `"${text}" is ${isNot}: ${parsed.problem}`, hint }]);
}

export {
  createRegistryFor,
  referenceOf
};
