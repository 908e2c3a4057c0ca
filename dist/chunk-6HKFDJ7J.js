import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

// src/lib/exec.ts
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
var MAX_OUTPUT = 64 * 1024 * 1024;
var KILL_AFTER_MS = 3e3;
var nodeExec = (command) => new Promise((resolve, reject) => {
  if (command.signal?.aborted) return reject(command.signal.reason);
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: [command.stdin === void 0 ? "ignore" : "pipe", "pipe", "pipe"],
    windowsHide: true,
    detached: isGroup(command)
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr, command.onStderrLine);
  const settle = endOnAbort(child, command);
  child.on("error", (error) => {
    settle();
    reject(error);
  });
  child.on("close", (code, signal) => {
    settle();
    if (command.signal?.aborted) reject(command.signal.reason);
    else resolve({ exitCode: code ?? 128, stdout: stdout(), stderr: stderr() || (signal ? `ended by ${signal}` : "") });
  });
  if (child.stdin) {
    child.stdin.on("error", () => {
    });
    if (typeof command.stdin === "string") child.stdin.end(command.stdin);
    else command.stdin?.pipe(child.stdin);
  }
});
function endOnAbort(child, command) {
  let hardKill;
  const cancel = () => {
    kill(child, "SIGTERM", isGroup(command));
    hardKill = setTimeout(() => kill(child, "SIGKILL", isGroup(command)), KILL_AFTER_MS);
  };
  command.signal?.addEventListener("abort", cancel, { once: true });
  return () => {
    clearTimeout(hardKill);
    command.signal?.removeEventListener("abort", cancel);
  };
}
function isGroup({ withChildren = false }) {
  return withChildren && process.platform !== "win32";
}
function kill(child, signal, group) {
  if (!group || child.pid === void 0) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
  }
}
function collect(stream, onLine) {
  const decoder = new StringDecoder("utf8");
  let text = "";
  let line = "";
  stream?.on("data", (chunk) => {
    const part = decoder.write(chunk);
    text += part;
    if (text.length > MAX_OUTPUT) text = text.slice(-MAX_OUTPUT / 2);
    if (!onLine) return;
    const lines = (line + part).split("\n");
    line = lines.pop() ?? "";
    for (const complete of lines) onLine(complete);
  });
  stream?.on("end", () => {
    if (line) onLine?.(line);
  });
  return () => text + decoder.end();
}

// src/lib/phases.ts
function createPhases(now, observer) {
  const origin = now();
  const done = [];
  return {
    done,
    async time(name, subject, work) {
      const start = now();
      observer?.started(name, subject);
      let failed = true;
      try {
        const result = await work();
        failed = false;
        return result;
      } finally {
        const phase = { name, subject, startMs: Math.round(start - origin), durationMs: Math.round(now() - start) };
        done.push(phase);
        observer?.ended(phase, failed);
      }
    }
  };
}

export {
  nodeExec,
  createPhases
};
