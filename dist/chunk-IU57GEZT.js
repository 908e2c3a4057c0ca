import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  formatPlatform
} from "./chunk-DK2HHR4N.js";
import {
  RequestError,
  UserError,
  codeOf,
  messageOf,
  positionOf
} from "./chunk-YMPWN76Y.js";

// src/report/commands.ts
import { relative, resolve, sep } from "node:path";

// src/report/text.ts
import { stripVTControlCharacters } from "node:util";
var INVISIBLE = new RegExp("(?!\\t)\\p{Cc}|[\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2028\\u2029]", "gu");
function safeLines(text) {
  return stripVTControlCharacters(text).trimEnd().split(/\r\n|[\r\n]/).map((line) => line.replace(INVISIBLE, ""));
}
function safeLine(text) {
  return safeLines(text).join(" ").replace(/\s+/g, " ").trim();
}
function cut(text, width) {
  const characters = Array.from(text);
  if (characters.length <= width) return text;
  return `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}
function alignColumns(rows) {
  const widths = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map(
    (row) => row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
}
function indent(lines, by = "  ") {
  return lines.map((line) => line === "" ? line : by + line);
}
function shellWord(text) {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

// src/report/commands.ts
function workflowCommand(name, properties, message) {
  const given = Object.entries(properties).flatMap(
    ([key, value]) => value === void 0 ? [] : [`${key}=${escapeProperty(String(value))}`]
  );
  return `::${name}${given.length > 0 ? ` ${given.join(",")}` : ""}::${escapeMessage(message)}
`;
}
function escapeMessage(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function harmless(text) {
  return safeLines(text).map((line) => `${line.replace(/^(\s*)::/, "$1: :").replaceAll("##[", "## [")}
`).join("");
}
function annotationPosition(at, workspace) {
  if (!at) return {};
  const path = resolve(at.folder ?? workspace, at.file);
  const inside = relative(workspace, path);
  const file = inside === ".." || inside.startsWith(`..${sep}`) ? path : inside;
  return { file: file.split(sep).join("/"), line: at.line, col: at.column };
}

// src/report/run-log.ts
function withPosition(message, at) {
  if (!at) return message;
  const place = [at.file, at.line, at.column].filter((part) => part !== void 0).join(":");
  return `${place}: ${message}`;
}
function warningOf(warning) {
  return typeof warning === "string" ? { message: warning } : warning;
}

// src/report/failure.ts
var SYSTEM_HINTS = {
  ENOSPC: "free some disk space; `go-containerize cache clear` and `go clean -cache` give back what builds have left",
  EACCES: "check who owns that path and its permissions",
  EPERM: "check who owns that path and its permissions",
  EROFS: "that file system is read-only; choose another folder with --output or XDG_CACHE_HOME",
  EMFILE: "raise the limit of open files (ulimit -n)",
  EFBIG: "the file is larger than its file system or a limit (ulimit -f) allows",
  EDQUOT: "the disk quota is used up; free some space"
};
var OUR_FAULT = "go-containerize failed in a way that it should not. Please report this with the command and";
function formatError(error, options = {}) {
  const at = positionOf(error);
  return `error: ${withPosition(errorText(error, options), at)}`;
}
function errorText(error, { verbose = false, withTold = false } = {}) {
  return [...describe(error, withTold), ...verbose ? causes(error) : []].join("\n");
}
function describe(error, withTold) {
  if (error instanceof RequestError) return requestLines(error.problems);
  if (error instanceof UserError) {
    const told = withTold && error.told !== void 0 ? [error.told] : [];
    return [error.message, ...told, ...hintLines(error.hint)];
  }
  if (error instanceof Error && error.name === "AbortError") return [error.message];
  const hint = systemHint(error);
  if (hint !== void 0) return [messageOf(error), ...hintLines(hint)];
  return [`${OUR_FAULT} these lines:`, ...indent(stackOf(error).split("\n"))];
}
function systemHint(error) {
  return SYSTEM_HINTS[codeOf(error) ?? ""];
}
function requestLines(problems) {
  const [only, ...others] = problems;
  if (only && others.length === 0) return [`${only.subject}: ${only.message}`, ...hintLines(only.hint)];
  return [
    `${problems.length} things in the request are wrong`,
    ...problems.flatMap(({ subject, message, hint }) => [
      ...indent(`${subject}: ${message}`.split("\n")),
      ...indent(hintLines(hint), "    ")
    ])
  ];
}
function hintLines(hint) {
  return hint === void 0 ? [] : `hint: ${hint}`.split("\n");
}
function stackOf(error) {
  return error instanceof Error ? error.stack ?? String(error) : String(error);
}
var MAX_CAUSES = 8;
function causes(error) {
  const lines = [];
  let cause = error instanceof Error ? error.cause : void 0;
  for (let depth = 0; cause !== void 0 && depth < MAX_CAUSES; depth++) {
    lines.push(...`caused by: ${causeText(cause)}`.split("\n"));
    cause = cause instanceof Error ? cause.cause : void 0;
  }
  return lines;
}
function causeText(cause) {
  if (cause instanceof AggregateError) return [cause.message, ...cause.errors.map(messageOf)].filter(Boolean).join("; ");
  return stackOf(cause);
}

// src/report/units.ts
var UNITS = ["kB", "MB", "GB", "TB"];
function formatBytes(bytes) {
  if (bytes < 1e3) return `${bytes} B`;
  let value = bytes;
  let unit = "B";
  for (const next of UNITS) {
    if (value < 999.95) break;
    value /= 1e3;
    unit = next;
  }
  return `${value.toFixed(1)} ${unit}`;
}
function formatDuration(milliseconds) {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1e3) return `${ms} ms`;
  if (ms < 59950) return `${(ms / 1e3).toFixed(1)} s`;
  const seconds = Math.round(ms / 1e3);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
function formatElapsed(milliseconds) {
  return milliseconds < 59950 ? `${(Math.max(0, milliseconds) / 1e3).toFixed(1)} s` : formatDuration(milliseconds);
}
function count(n, noun) {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

// src/report/plain.ts
function createPlainLog({ write, verbosity }) {
  const say = (text) => write(`${safeLines(text).join("\n")}
`);
  const quiet = verbosity === "quiet";
  return {
    debug: (message) => {
      if (verbosity === "verbose") say(`debug: ${message}`);
    },
    info: (message) => {
      if (!quiet) say(message);
    },
    warn: (warning) => {
      const { message, at } = warningOf(warning);
      say(`warning: ${withPosition(message, at)}`);
    },
    error: (message, at) => say(`error: ${withPosition(message, at)}`),
    started() {
    },
    ended: (phase, failed) => {
      if (!quiet) say(phaseLine(phase, failed));
    },
    group: (title, text) => {
      if (!quiet) say([title, ...indent(text.split("\n"))].join("\n"));
    },
    failure: (error) => say(formatError(error, { verbose: verbosity === "verbose" })),
    result: say,
    close() {
    }
  };
}
function phaseLine(phase, failed) {
  return `${failed ? "✗" : "✓"} ${phaseTitle(phase)} ${formatDuration(phase.durationMs)}`;
}
function phaseTitle({ name, subject }) {
  return safeLine(`${name} ${subject}`);
}

// src/report/action.ts
function createActionLog({ write, workspace, verbose = false }) {
  const say = (text) => write(harmless(text));
  const command = (name, text, properties = {}) => write(workflowCommand(name, properties, safeLines(text).join("\n")));
  return {
    debug: (message) => command("debug", message),
    // the runner shows these only when asked
    info: say,
    warn: (warning) => {
      const { message, at } = warningOf(warning);
      command("warning", message, annotationPosition(at, workspace));
    },
    error: (message, at) => command("error", message, annotationPosition(at, workspace)),
    started() {
    },
    ended: (phase, failed) => say(phaseLine(phase, failed)),
    group: (title, text) => {
      command("group", title);
      say(text);
      command("endgroup", "");
    },
    failure: (error) => {
      const at = positionOf(error);
      command("error", errorText(error, { verbose }), annotationPosition(at, workspace));
    },
    result: say,
    close() {
    }
  };
}

// src/report/markdown.ts
var MAX_TEXT = 1e3;
function markdownText(text) {
  return cut(safeLine(text), MAX_TEXT).replace(/[\\`*_{}[\]<>()#+!|~&$:=-]/g, "\\$&").replace(/@(?=\w)/g, "@​").replace(/\b(www)\./gi, "$1​.").replace(/^(\d+)([.)])/, "$1\\$2");
}
function markdownCode(text) {
  const safe = cut(safeLine(text), MAX_TEXT);
  if (safe === "") return "";
  const fence = "`".repeat(longestRun(safe) + 1);
  const space = fence.length > 1 || safe.startsWith(" ") ? " " : "";
  return `${fence}${space}${safe.replaceAll("|", "\\|")}${space}${fence}`;
}
function markdownBlock(lines) {
  const safe = lines.flatMap(safeLines);
  const fence = "`".repeat(Math.max(3, longestRun(safe.join("\n")) + 1));
  return [`${fence}text`, ...safe, fence].join("\n");
}
function markdownTable(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
function markdownList(items) {
  return items.map((item) => `- ${item}`).join("\n");
}
function markdownDetails(title, content) {
  return `<details><summary>${title}</summary>

${content}

</details>`;
}
function longestRun(text) {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

// src/report/caches.ts
var CACHE_TITLES = {
  modules: "modules",
  sources: "sources of modules",
  build: "build cache",
  outputs: "programs"
};
function sayRestored(log, kind, report) {
  if (report.warning !== void 0) log.warn(report.warning);
  if (report.result !== "failed") log.info(`${CACHE_TITLES[kind]}: ${restoredText(report)}`);
}
function restoredText({ result, key, exact, bytes, files, ms }) {
  if (result !== "restored") return "nothing to restore yet";
  const which = exact ? "the very entry" : "the nearest entry";
  return `${files} files of ${formatBytes(bytes)} restored in ${formatDuration(ms)} (${which}, ${safeLine(key ?? "")})`;
}
function saySaved(log, kind, report, reason) {
  if (report?.warning !== void 0) log.warn(report.warning);
  else log.info(`${CACHE_TITLES[kind]}: ${report ? savedText(report, reason) : `not saved (${reason})`}`);
}
function savedText({ result, bytes, files, ms }, reason) {
  switch (result) {
    case "saved":
      return `${files} files of ${formatBytes(bytes)} saved in ${formatDuration(ms)} (${reason})`;
    case "exists":
      return "another job has saved this entry already";
    case "denied":
      return "not saved, the job's token may not write caches";
    case "empty":
      return "nothing to save";
    case "failed":
      return "not saved";
  }
}
function cachesSection(caches) {
  if (!caches) return "";
  const rows = [
    ["Modules", caches.modules],
    ...caches.sources ? [["Sources of modules", caches.sources]] : [],
    ["Build cache", caches.build],
    ["Programs and layers", caches.outputs]
  ].map(([title, part]) => [title, restoredCell(part.restore), savedCell(part.save), markdownText(part.reason)]);
  const table2 = markdownTable(["Cache", "Restored", "Saved", "Why"], rows);
  const { compiled } = caches;
  return markdownDetails(
    `Caches${compiled ? `: ${shareOf(compiled)}` : ""}`,
    [table2, ...compiled ? slowestTable(compiled) : []].join("\n\n")
  );
}
function shareOf({ executed, total }) {
  return `${executed} of ${total} packages compiled anew`;
}
function restoredCell(report) {
  if (!report) return "–";
  return report.result === "restored" ? `${formatBytes(report.bytes)} in ${formatDuration(report.ms)}` : report.result;
}
function savedCell(report) {
  if (!report) return "–";
  return report.result === "saved" ? `${formatBytes(report.bytes)} in ${formatDuration(report.ms)}` : report.result;
}
function slowestTable({ slowest }) {
  if (slowest.length === 0) return [];
  const rows = slowest.map(({ package: name, ms }) => [markdownCode(name), formatDuration(ms)]);
  return [markdownTable(["Slowest packages", "Time"], rows)];
}

// src/report/call.ts
function formatTargets(targets) {
  const rows = targets.map(({ name, base, platform = "", description = "", isDefault }, index) => {
    return [name ?? String(index), base, platform, isDefault ? "yes" : "", description];
  });
  return table(["TARGET", "BASE", "PLATFORM", "DEFAULT", "DESCRIPTION"], rows);
}
function formatOutline({ args, secrets, ssh, caches }) {
  const needed = ({ name, required }) => [name, required ? "required" : "optional"];
  const parts = [
    { head: ["BUILD ARGUMENT", "VALUE"], rows: args.map(({ name, value = "" }) => [name, value]) },
    { head: ["SECRET", "IS"], rows: secrets.map(needed) },
    { head: ["SSH AGENT", "IS"], rows: ssh.map(needed) },
    { head: ["CACHE MOUNT"], rows: caches.map((id) => [id]) }
  ].filter(({ rows }) => rows.length > 0);
  if (parts.length === 0) return "The target takes no arguments, secrets or SSH agents";
  return parts.map(({ head, rows }) => table(head, rows)).join("\n\n");
}
function formatChecks({ warnings, error }) {
  if (error) return "BuildKit's checks end with an error";
  const count2 = warnings.length;
  return `BuildKit's checks find ${count2 === 0 ? "nothing" : `${count2} thing${count2 === 1 ? "" : "s"}`} to correct`;
}
function table(head, rows) {
  return alignColumns([head, ...rows.map((row) => row.map(safeLine))]).join("\n");
}

// src/report/failure-json.ts
function failureJson(error) {
  const message = messageOf(error);
  if (error instanceof RequestError) return { error: { message, problems: error.problems, ...atOf(error) } };
  if (error instanceof UserError) return { error: { message, ...detailsOf(error) } };
  return { error: { message, hint: systemHint(error) ?? `${OUR_FAULT} what standard error says` } };
}
function detailsOf({ hint, at, told }) {
  return {
    ...hint === void 0 ? {} : { hint },
    ...atOf({ at }),
    ...told === void 0 ? {} : { output: told }
  };
}
function atOf({ at }) {
  return at === void 0 ? {} : { at: placeOf(at) };
}
function placeOf({ folder: _, ...place }) {
  return place;
}

// src/report/plan.ts
function planJson(plan) {
  return {
    go: plan.go,
    mains: plan.mains.map(({ importPath, dir, name, reason }) => ({ importPath, dir, name, reason })),
    platforms: plan.platforms.map(formatPlatform),
    images: plan.images.map(({ name, mains, tags }) => ({ name, mains, tags })),
    engine: plan.engine,
    dockerfile: plan.dockerfile,
    base: plan.base,
    push: plan.push,
    cache: plan.cache,
    unresolved: plan.unresolved,
    warnings: plan.warnings
  };
}
function planChoices(plan) {
  return [
    ...plan.go ? [{ about: "go", choice: `${plan.go.version} (${plan.go.source})`, reason: plan.go.reason }] : [],
    ...plan.mains.map(({ importPath, name, reason }) => ({
      about: "main",
      choice: importPath.endsWith(`/${name}`) ? importPath : `${importPath} as ${name}`,
      reason
    })),
    { about: "platforms", choice: plan.platforms.map(formatPlatform).join(", "), reason: "" },
    ...plan.images.flatMap((image) => imageChoices(image, plan)),
    { about: "engine", choice: plan.engine.name, reason: plan.engine.reason },
    ...plan.dockerfile ? [
      {
        about: "Dockerfile",
        choice: `${plan.dockerfile.path}: ${plan.dockerfile.mode}`,
        reason: plan.dockerfile.reason
      }
    ] : [],
    { about: "base", choice: plan.base, reason: "" },
    ...cacheChoices(plan),
    { about: "push", choice: plan.push.allowed ? "yes" : "no", reason: plan.push.reason },
    ...plan.unresolved.map(({ what, why }) => ({ about: "unresolved", choice: what, reason: why }))
  ];
}
function cacheChoices({ cache }) {
  if (!cache) return [];
  const choice = ({ restore, save }) => [restore ? "restore" : "", save ? "save" : ""].filter(Boolean).join(" and ") || "left alone";
  const keyOf = ({ key, restore, save }) => restore || save ? `; key ${key}` : "";
  const rows = [
    ...cache.sources ? [["sources of modules", cache.sources]] : [],
    ["modules", cache.modules],
    ["build cache", cache.build],
    ["programs", cache.outputs]
  ];
  return rows.map(([about, cached]) => {
    return { about, choice: choice(cached), reason: `${cached.reason.replace(/^left alone: /, "")}${keyOf(cached)}` };
  });
}
function imageChoices({ name, mains, tags }, plan) {
  return [
    { about: "image", choice: name, reason: plan.mains.length > 1 ? `with ${mains.join(", ")}` : "" },
    ...tags.map((tag) => ({
      about: "tag",
      // Without a push no tag is set, and the line on pushing says so once.
      choice: tag.set || !plan.push.allowed ? tag.name : `${tag.name} (left alone)`,
      reason: tag.reason
    }))
  ];
}
function formatPlan(plan) {
  const rows = planChoices(plan).map(({ about, choice, reason }) => [about, choice, reason].map(safeLine));
  return [...alignColumns(rows), ...plan.warnings.map((text) => `warning: ${safeLine(text)}`)].join("\n");
}

// src/report/report.ts
function reportOf({ go, images, layout, caches, phases, warnings }) {
  return {
    go: { version: go.version, source: go.source },
    images: images.map(reportImage),
    layout,
    caches,
    phases: [...phases].sort((a, b) => a.startMs - b.startMs),
    warnings
  };
}
function referencesOf({ name, tags, digest }) {
  return tags.length > 0 ? tags.map((tag) => `${name}:${tag}`) : [`${name}@${digest}`];
}
function reportImage({ name, assembled, tags, pushed, changed, published }) {
  const { digest, mediaType } = published ?? assembled.descriptor;
  return {
    name,
    digest,
    mediaType,
    tags,
    references: referencesOf({ name, tags, digest }),
    changed,
    pushed,
    mains: mainsOf(assembled),
    platforms: assembled.platforms.map((platform) => reportPlatform(platform, published?.manifests))
  };
}
function mainsOf({ image, platforms }) {
  const found = platforms.flatMap(({ binaries }) => binaries.map(({ main }) => main.importPath));
  return [.../* @__PURE__ */ new Set([...image.mains.map((main) => main.importPath), ...found])];
}
function reportPlatform({ platform, manifest, config, layers, binaries }, published) {
  return {
    platform: formatPlatform(platform),
    digest: published?.get(manifest.digest)?.digest ?? manifest.digest,
    size: layers.reduce((sum, layer) => sum + layer.size, config.descriptor.size),
    layers: layers.map(({ digest, size, mediaType }) => ({ digest, size, mediaType })),
    binaries: binaries.map(({ main, destination: destination2, size, sha256 }) => ({
      main: main.importPath,
      path: destination2,
      size,
      sha256
    }))
  };
}

// src/report/result.ts
function formatResult(report, context) {
  const blocks = report.images.map((image) => imageLines(image).join("\n"));
  const next = nextSteps(report, context);
  if (next.length > 0) blocks.push(next.join("\n"));
  return blocks.join("\n\n");
}
function imageLines(image) {
  const rows = image.platforms.map(({ platform, size, digest }) => [platform, formatBytes(size), digest]);
  return [
    ...image.references.map((reference) => pinned(reference, image.digest)),
    ...indent([`${outcome(image)}, ${count(image.platforms.length, "platform")}`, ...alignColumns(rows)])
  ].map((line) => line.trimEnd());
}
function pinned(reference, digest) {
  return safeLine(reference.includes("@") ? reference : `${reference}@${digest}`);
}
function outcome({ pushed, changed }) {
  if (!pushed) return "built, not pushed";
  return changed ? "pushed" : "unchanged: the registry has it already";
}
function nextSteps(report, { loaded, layoutIsComplete, nameInLayout }) {
  const [first] = report.images;
  if (!first || report.images.every((image) => image.pushed)) return [];
  if (loaded) return loaded.references.map((name) => `run it:  ${loaded.program} run --rm ${shellWord(name)}`);
  const layout = shellWord(report.layout);
  const named = shellWord(`oci:${report.layout}:${nameInLayout(first)}`);
  const steps = [
    ["inspect it:", `go-containerize inspect ${layout}`],
    ["push it:", ["go-containerize push", layout, ...destination(report.images)].join(" ")],
    ["run it in Docker:", "the same build with --load, which loads it and says how"],
    ...layoutIsComplete ? [["copy it elsewhere:", `skopeo copy ${named} docker-archive:image.tar`]] : []
  ];
  return [`Nothing was pushed. The image is an OCI layout in ${layout}`, ...indent(alignColumns(steps))];
}
function destination(images) {
  const [first] = images;
  if (!first || images.every(({ name }) => name.includes("/"))) return [];
  const image = images.length === 1 ? `REGISTRY/${first.name}` : "REGISTRY/{name}";
  return ["--image", image, ...first.tags.flatMap((tag) => ["--tag", tag])].map(shellWord);
}

// src/report/live-block.ts
var MAX_LINES = 12;
function createLiveBlock(write, size, style) {
  let shown = [];
  return {
    draw(above, lines) {
      if (above === "" && lines.length === 0 && shown.length === 0) return;
      const { columns, rows } = size();
      const back = rowsTaken(shown, columns);
      shown = fitLines(lines, columns, rows);
      write(`${back > 0 ? `\x1B[${back}A\r\x1B[J` : ""}${above}${shown.map((line) => `${style(line)}
`).join("")}`);
    }
  };
}
function rowsTaken(lines, columns) {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, columns))), 0);
}
function fitLines(lines, columns, rows) {
  const room = Math.max(1, Math.min(MAX_LINES, rows - 2));
  const kept = lines.length <= room ? lines : [...lines.slice(0, room - 1), `  and ${lines.length - room + 1} more`];
  return kept.map((line) => cut(line, Math.max(1, columns - 1)));
}

// src/report/running.ts
function createRunningPhases(now) {
  const running = [];
  const keyOf = (name, subject) => `${name}\0${subject}`;
  return {
    add: (name, subject) => {
      running.push({ key: keyOf(name, subject), title: phaseTitle({ name, subject }), since: now() });
    },
    remove(name, subject) {
      const at = running.findIndex(({ key }) => key === keyOf(name, subject));
      if (at >= 0) running.splice(at, 1);
      return at >= 0;
    },
    clear: () => {
      running.length = 0;
    },
    isEmpty: () => running.length === 0,
    lines: (columns) => running.map(({ title, since }) => clockLine(title, formatElapsed(now() - since), columns))
  };
}
function clockLine(title, clock, columns) {
  return `  ${cut(title, columns - clock.length - 4)} ${clock}`;
}

// src/report/terminal.ts
var REDRAW_MS = 100;
var STYLE = { red: 31, green: 32, yellow: 33, dim: 2 };
function createTerminalLog({ verbosity, color, ...options }) {
  const paint = (style, text) => color ? `\x1B[${STYLE[style]}m${text}\x1B[0m` : text;
  const display = createDisplay(options, (line) => paint("dim", line));
  const safe = (text) => safeLines(text).join("\n");
  const loud = (say) => verbosity === "quiet" ? void 0 : say();
  const fail = (text) => display.say(paint("red", "error: ") + safe(text));
  return {
    debug: (message) => {
      if (verbosity === "verbose") display.say(paint("dim", safe(message)));
    },
    info: (message) => loud(() => display.say(safe(message))),
    warn: (warning) => {
      const { message, at } = warningOf(warning);
      display.say(paint("yellow", "warning: ") + safe(withPosition(message, at)));
    },
    error: (message, at) => fail(withPosition(message, at)),
    started: (name, subject) => loud(() => display.begin(name, subject)),
    ended: (phase, failed) => {
      const line = phaseLine(phase, failed);
      const text = paint(failed ? "red" : "green", line.slice(0, 1)) + line.slice(1);
      loud(() => display.end(phase.name, phase.subject, text));
    },
    group: (title, text) => loud(() => display.say(safe([title, ...indent(text.split("\n"))].join("\n")))),
    failure: (error) => {
      const at = positionOf(error);
      fail(withPosition(errorText(error, { verbose: verbosity === "verbose" }), at));
    },
    result: (text) => display.say(safe(text)),
    close: display.close
  };
}
function createDisplay({ write, size, now, repeat }, style) {
  const block = createLiveBlock(write, size, style);
  const running = createRunningPhases(now);
  let stop;
  const draw = (above) => block.draw(above, running.lines(size().columns));
  const rest = () => {
    stop?.();
    stop = void 0;
  };
  return {
    say: (text) => draw(`${text}
`),
    begin(name, subject) {
      running.add(name, subject);
      stop ??= repeat(() => draw(""), REDRAW_MS);
    },
    end(name, subject, text) {
      if (!running.remove(name, subject)) return;
      if (running.isEmpty()) rest();
      draw(`${text}
`);
    },
    close() {
      running.clear();
      rest();
      draw("");
    }
  };
}

// src/report/stream.ts
function createStreamLog({ stream, env, verbosity }) {
  const write = (text) => void stream.write(text);
  if (!stream.isTTY || env.TERM === "dumb") return createPlainLog({ write, verbosity });
  return createTerminalLog({
    write,
    verbosity,
    color: !env.NO_COLOR,
    // https://no-color.org: any text but an empty one
    // A terminal without a known size says 0.
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
    now: () => performance.now(),
    repeat: unrefInterval
  });
}
var unrefInterval = (work, everyMs) => {
  const timer = setInterval(work, everyMs).unref();
  return () => clearInterval(timer);
};

// src/report/timeline.ts
var BAR_WIDTH = 40;
var TITLE_WIDTH = 48;
var MAX_PHASES = 30;
var VISIBLE = 5e-3;
function timelineLines(phases) {
  const total = totalMs(phases);
  if (total === 0) return [];
  const shown = [...phases].filter((phase) => phase.durationMs >= total * VISIBLE).sort((a, b) => b.durationMs - a.durationMs).slice(0, MAX_PHASES).sort((a, b) => a.startMs - b.startMs || b.durationMs - a.durationMs);
  const rows = shown.map((phase) => [
    cut(phaseTitle(phase), TITLE_WIDTH),
    bar(phase, total),
    formatDuration(phase.durationMs).padStart(8)
  ]);
  const left = phases.length - shown.length;
  return [...alignColumns(rows), ...left > 0 ? [`and ${left} shorter`] : []];
}
function totalMs(phases) {
  const start = Math.min(...phases.map((phase) => phase.startMs));
  return phases.length === 0 ? 0 : Math.max(...phases.map((phase) => phase.startMs + phase.durationMs)) - start;
}
function bar({ startMs, durationMs }, total) {
  const from = Math.min(BAR_WIDTH - 1, Math.floor(startMs / total * BAR_WIDTH));
  const length = Math.max(1, Math.min(BAR_WIDTH - from, Math.round(durationMs / total * BAR_WIDTH)));
  return `${"·".repeat(from)}${"█".repeat(length)}`.padEnd(BAR_WIDTH, "·");
}

// src/report/summary.ts
var MAX_BYTES = 1e6;
var OMITTED = "\n\n_The rest would not fit here; the output `report` has all of it._\n";
function formatSummary(report, plan) {
  return page([
    ...report.images.map(imageSection),
    warningSection(report.warnings),
    binarySection(report.images),
    timeSection(report),
    cachesSection(report.caches),
    planSection(plan)
  ]);
}
function formatFailureSummary(error, plan) {
  return page([
    "### The image was not built",
    markdownBlock([errorText(error, { withTold: true })]),
    plan ? planSection(plan) : ""
  ]);
}
function page(sections) {
  const room = MAX_BYTES - Buffer.byteLength(OMITTED);
  let text = "";
  let used = 0;
  for (const section of sections) {
    if (section === "") continue;
    const next = `${text === "" ? "" : "\n\n"}${section}`;
    used += Buffer.byteLength(next);
    if (used > room) return text + OMITTED;
    text += next;
  }
  return `${text}
`;
}
function imageSection(image) {
  const references = image.references.filter((reference) => !reference.includes("@"));
  return [
    `### ${markdownCode(image.name)} ${outcome(image)}`,
    markdownBlock([...references, `${image.name}@${image.digest}`]),
    markdownTable(
      ["Platform", "Size", "Layers", "Digest"],
      image.platforms.map(({ platform, size, layers, digest }) => [
        markdownText(platform),
        formatBytes(size),
        String(layers.length),
        markdownCode(digest)
      ])
    )
  ].join("\n\n");
}
function warningSection(warnings) {
  if (warnings.length === 0) return "";
  return `### ${count(warnings.length, "warning")}

${markdownList(warnings.map(markdownText))}`;
}
function binarySection(images) {
  const rows = images.flatMap(
    ({ platforms }) => platforms.flatMap(
      ({ platform, binaries }) => binaries.map(({ path, size, sha256 }) => [
        markdownCode(path),
        markdownText(platform),
        formatBytes(size),
        markdownCode(sha256)
      ])
    )
  );
  const unique = new Map(rows.map((row) => [row.join("|"), row]));
  if (unique.size === 0) return "";
  return markdownDetails("Programs", markdownTable(["Path", "Platform", "Size", "SHA-256"], [...unique.values()]));
}
function timeSection({ phases }) {
  const lines = timelineLines(phases);
  if (lines.length === 0) return "";
  return markdownDetails(`Where the time went: ${formatDuration(totalMs(phases))}`, markdownBlock(lines));
}
function planSection(plan) {
  const rows = planChoices(plan).map(({ about, choice, reason }) => [about, markdownCode(choice), markdownText(reason)]);
  return markdownDetails("Why it was done this way", markdownTable(["", "Choice", "Reason"], rows));
}

export {
  formatError,
  formatBytes,
  createPlainLog,
  createActionLog,
  CACHE_TITLES,
  sayRestored,
  saySaved,
  formatTargets,
  formatOutline,
  formatChecks,
  failureJson,
  planJson,
  formatPlan,
  reportOf,
  referencesOf,
  formatResult,
  createTerminalLog,
  createStreamLog,
  formatSummary,
  formatFailureSummary
};
