import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  isRecord,
  stringAt
} from "./chunk-5I5N4XBM.js";

// src/actions/cache-lines.ts
var FOUND = "found";
var RESULT = "go-containerize-result:";
var LONGEST = 300;
function formatCall(call) {
  return JSON.stringify(call);
}
function parseCall(json) {
  const value = JSON.parse(json);
  const [operation, name, key] = [stringAt(value, "operation"), stringAt(value, "name"), stringAt(value, "key")];
  const restoreKeys = isRecord(value) && Array.isArray(value.restoreKeys) ? value.restoreKeys.map(String) : [];
  if (operation !== "look-up" && operation !== "restore" && operation !== "save") {
    throw new Error(`no such operation: ${operation}`);
  }
  return { operation, name: name ?? "", key: key ?? "", restoreKeys };
}
function formatResult(key) {
  return `
${RESULT}${JSON.stringify(key === void 0 ? {} : { key })}
`;
}
function readAnswer(stdout) {
  const lines = stdout.split("\n");
  const result = lines.findLast((line) => line.startsWith(RESULT));
  const key = result === void 0 ? void 0 : stringAt(JSON.parse(result.slice(RESULT.length)), "key");
  const denied = /cache (write|read) denied:|effective cache-mode '[^']*' does not permit/i.test(stdout);
  const exists = lines.some((line) => /Failed to reserve cache:|Failed to save:/.test(line) && isDuplicate(line));
  const trouble = key === void 0 ? troubleIn(lines) : void 0;
  return {
    finished: result !== void 0,
    ...key === void 0 ? {} : { key },
    bytes: Number(/File Size: (\d+)|Cache Size: .*\((\d+) B\)/.exec(stdout)?.slice(1).find(Boolean) ?? 0),
    ...trouble === void 0 ? {} : { trouble },
    exists,
    denied
  };
}
function isDuplicate(line) {
  return /\(409\)|already exists/i.test(line);
}
var COMPLAINTS = [
  /^::debug::Failed to reserve cache: (?:Error: )?(.*)/,
  /^::(?:error|warning)[^:]*::(?:Failed to (?:restore|save): )?(.*)/,
  /^(?:Failed to save|Failed to restore): (.*)/
];
function troubleIn(lines) {
  for (const complaint of COMPLAINTS) {
    const found = lines.map((line) => complaint.exec(line)?.[1]).find((message) => message);
    if (found) return readable(found);
  }
  return void 0;
}
function readable(message) {
  const plain = message.replace(/%0D|%0A/g, " ").replace(/%25/g, "%").replace(/(https?:\/\/[^\s?"']+)\?[^\s"']*/g, "$1").replace(/\bsig=[^\s&"']+/g, "sig=…").replace(/\s+/g, " ").replace(/ If you are using self-hosted runners, please make sure .*/, "").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

export {
  FOUND,
  formatCall,
  parseCall,
  formatResult,
  readAnswer,
  readable
};
