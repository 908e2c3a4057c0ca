import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  createRegistryFor,
  referenceOf
} from "./chunk-WCXLHNFP.js";
import {
  FailureWithResult
} from "./chunk-GBSWLRJ2.js";
import {
  printJson,
  requestOf
} from "./chunk-GQ3EWGGS.js";
import {
  engineEnvironment
} from "./chunk-76VY5GWK.js";
import {
  describeGoPlan,
  gitEnvironment,
  planGo
} from "./chunk-7T47MHCC.js";
import "./chunk-VJE26NIC.js";
import {
  silentLog
} from "./chunk-EGMFW45I.js";
import {
  cacheRoot
} from "./chunk-KATMBCK6.js";
import {
  nodeExec
} from "./chunk-6HKFDJ7J.js";
import {
  formatBytes
} from "./chunk-IU57GEZT.js";
import "./chunk-HD3OXH54.js";
import "./chunk-OGWH5DZ4.js";
import "./chunk-XEYYPLQO.js";
import {
  checkZlib
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
import "./chunk-5I5N4XBM.js";
import "./chunk-JBO2LML4.js";
import "./chunk-L4DFUNMN.js";

// src/cli/doctor-checks.ts
import { randomUUID } from "node:crypto";
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
var LEAST_NODE = [20, 15];
function checkNode({ nodeVersion }) {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, "").split(".").map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  const fits = major > leastMajor || major === leastMajor && minor >= leastMinor;
  const check = { name: "node", found: nodeVersion };
  return fits ? { ...check, state: "ok" } : { ...check, state: "fail", fix: `install Node ${LEAST_NODE.join(".")} or later` };
}
function checkCompression() {
  const check = checkZlib();
  if (check.reproducible) return { name: "zlib", state: "ok", found: "compresses as every official Node does" };
  return { name: "zlib", state: "warn", found: check.warning };
}
var TOOLS = [
  {
    name: "git",
    program: "git",
    args: ["--version"],
    environment: gitEnvironment,
    absent: "warn",
    fix: "install git: tags and labels come from the commit"
  },
  {
    name: "docker",
    program: "docker",
    args: ["version", "--format", "{{.Server.Version}}"],
    environment: engineEnvironment,
    absent: "ok",
    fix: "start Docker to use --load"
  },
  {
    name: "podman",
    program: "podman",
    args: ["--version"],
    environment: engineEnvironment,
    absent: "ok",
    fix: "check the installation of podman"
  },
  {
    name: "buildx",
    program: "docker",
    args: ["buildx", "version"],
    environment: engineEnvironment,
    absent: "ok",
    fix: "nothing needs it yet; the engine buildkit will"
  }
];
function checkTools(machine) {
  return Promise.all(TOOLS.map((tool) => checkTool(tool, machine)));
}
var ANSWER_MS = 1e4;
async function checkTool({ name, program, args, environment, absent, fix }, machine) {
  const { exec, cwd } = machine;
  const env = environment(machine.env);
  const signal = AbortSignal.any([machine.signal, AbortSignal.timeout(ANSWER_MS)]);
  const broken = (found) => ({ name, state: "warn", found, fix });
  try {
    const { exitCode, stdout, stderr } = await exec({ program, args, env, cwd, signal });
    if (exitCode !== 0) return broken(firstLine(stderr) || `exit code ${exitCode}`);
    return { name, state: "ok", found: firstLine(stdout) };
  } catch (error) {
    if (codeOf(error) !== "ENOENT") return broken(messageOf(error));
    if (absent === "ok") return { name, state: "ok", found: "not installed (needed only for what uses it)" };
    return { name, state: absent, found: "not installed", fix };
  }
}
function firstLine(text) {
  return text.trim().split("\n")[0] ?? "";
}
var LEAST_DISK = 2e9;
async function checkCacheFolder({ env }) {
  const folder = cacheRoot(env);
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const fix = "make it writable, or set GO_CONTAINERIZE_CACHE to another folder";
    return [{ name: "cache", state: "fail", found: `${folder}: ${messageOf(error)}`, fix }];
  }
  const { bavail, bsize } = await statfs(folder);
  const disk = { name: "disk", found: `${formatBytes(bavail * bsize)} free at ${folder}` };
  return [
    { name: "cache", state: "ok", found: `${folder} is writable` },
    bavail * bsize >= LEAST_DISK ? { ...disk, state: "ok" } : { ...disk, state: "warn", fix: "free some space: go clean -cache, go-containerize cache clear" }
  ];
}

// src/cli/doctor-go.ts
import { join as join2 } from "node:path";
var unused = () => Promise.reject(new Error("doctor fetches nothing"));
var NO_FILES = { fetchText: unused, download: unused, extractTar: unused, extractZip: unused };
async function checkGo({ env, exec, cwd, signal }) {
  const plan = await planGo({
    request: { checkLatest: false },
    door: "cli",
    dir: cwd,
    env,
    goEnv: {},
    exec,
    signal,
    log: silentLog,
    files: NO_FILES,
    fallbackRoot: join2(cacheRoot(env), "toolchains")
  });
  return goCheck(plan);
}
function goCheck(plan) {
  if (isPlan(plan)) return { name: "go", state: "ok", found: describeGoPlan(plan) };
  const [problem] = plan.problems;
  const found = `${problem?.subject}: ${problem?.message}`;
  return { name: "go", state: "fail", found, fix: problem?.hint ?? "install Go from https://go.dev/dl" };
}
function isPlan(plan) {
  return !("problems" in plan);
}

// src/cli/doctor.ts
var runDoctor = async (call) => {
  const { session, args, json } = call;
  const request = requestOf(call);
  const repositories = args.map((text) => referenceOf(text, "REPOSITORY"));
  const { env, cwd, signal } = session;
  const machine = { env, cwd, signal, exec: nodeExec, nodeVersion: process.version };
  const checks = [
    checkNode(machine),
    checkCompression(),
    await checkGo(machine),
    ...await checkTools(machine),
    ...await checkCacheFolder(machine),
    ...await checkRepositories(session, request, repositories)
  ];
  if (!json) session.stdout.write(`${formatChecks(checks)}
`);
  const failed = checks.filter(({ state }) => state === "fail").map(({ name }) => name);
  if (failed.length > 0)
    throw new FailureWithResult(`this machine is not ready: ${failed.join(", ")}`, {
      hint: "each of them says how to fix it",
      result: { checks }
    });
  if (json) printJson(session, { checks });
};
async function checkRepositories(session, request, repositories) {
  return Promise.all(
    repositories.map(async (reference) => {
      const registry = await createRegistryFor(session, request, reference.registry, silentLog);
      const name = `${reference.registry}/${reference.repository}`;
      try {
        await registry.checkPush(reference);
        return { name, state: "ok", found: "a push is possible" };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { name, state: "fail", found: error.message, ...error.hint === void 0 ? {} : { fix: error.hint } };
      } finally {
        registry.close();
      }
    })
  );
}
function formatChecks(checks) {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks.flatMap(({ name, state, found, fix }) => [
    `${state.padEnd(4)}  ${name.padEnd(width)}  ${found}`,
    ...fix === void 0 ? [] : [`      ${" ".repeat(width)}  fix: ${fix}`]
  ]).join("\n");
}
export {
  formatChecks,
  runDoctor
};
