import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/json.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function recordAt(value, key) {
  const found = isRecord(value) ? value[key] : void 0;
  return isRecord(found) ? found : void 0;
}
function stringAt(value, key) {
  const found = isRecord(value) ? value[key] : void 0;
  return typeof found === "string" ? found : void 0;
}
function numberAt(value, key) {
  const found = isRecord(value) ? value[key] : void 0;
  return typeof found === "number" ? found : void 0;
}
function arrayAt(value, key) {
  const found = isRecord(value) ? value[key] : void 0;
  return Array.isArray(found) ? found : void 0;
}

export {
  isRecord,
  recordAt,
  stringAt,
  numberAt,
  arrayAt
};
