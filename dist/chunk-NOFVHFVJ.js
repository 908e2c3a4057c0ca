import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  buildArgsOf
} from "./chunk-DXRRKUIP.js";

// src/stages/builder-logins.ts
var GITHUB = "ghcr.io";
async function builderLogins(context, { found, own, credentials }) {
  const { dockerfile, registry } = context.request;
  if (registry.githubToken === void 0 || own.some((login2) => login2.registry === GITHUB)) return own;
  const asked = JSON.stringify({ ...dockerfile, buildArgs: buildArgsOf(context) });
  if (!found.source.includes(GITHUB) && !asked.includes(GITHUB)) return own;
  const login = await credentials(GITHUB);
  if (login?.kind !== "password") return own;
  return [...own, { registry: GITHUB, username: login.username, password: login.password }];
}

export {
  builderLogins
};
