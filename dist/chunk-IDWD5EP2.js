import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  getState,
  saveState,
  setOutput,
  setSecret
} from "./chunk-GJA2XJMS.js";
import {
  inputsOf,
  secretsIn
} from "./chunk-WKXL7Q2N.js";
import {
  isRecord
} from "./chunk-5I5N4XBM.js";

// src/actions/inputs.ts
function readInputs(env) {
  const values = {};
  for (const input of inputsOf("action")) {
    const given = namesOf(input).map((name) => env[variableOf(name)] ?? "");
    values[input.name] = given.filter((text) => text.trim() !== "");
  }
  return { door: "action", values };
}
function variableOf(name) {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
function namesOf(input) {
  return [input.name, ...input.aliases ?? []];
}
function secretsOf({ values }) {
  const first2 = (name) => values[name]?.at(-1)?.trim() ?? "";
  const logins = [
    { username: first2("username"), password: first2("password") },
    { username: "x-access-token", password: first2("github-token") },
    ...(values["registry-auth"] ?? []).flatMap(secretsIn)
  ];
  const secrets = logins.filter(({ password }) => password !== "").flatMap(({ username, password }) => [password, Buffer.from(`${username}:${password}`).toString("base64")]);
  return [...new Set(secrets)];
}

// src/actions/outputs.ts
var OUTPUTS = [
  {
    name: "image",
    about: "Repository of the image, without tag; of the first one if there are several.",
    example: "ghcr.io/acme/shop",
    of: (report) => first(report)?.name ?? ""
  },
  {
    name: "digest",
    about: "Digest of the image: of its index, or of its one manifest.",
    example: "sha256:2d6f…",
    of: (report) => first(report)?.digest ?? ""
  },
  {
    name: "digests",
    about: "JSON object: digest of each platform's manifest.",
    example: '{"linux/amd64":"sha256:91c0…","linux/arm64":"sha256:07ab…"}',
    of: (report) => JSON.stringify(digestsOf(first(report)))
  },
  {
    name: "ref",
    about: "The image by digest: what to deploy.",
    example: "ghcr.io/acme/shop@sha256:2d6f…",
    of: (report) => refOf(first(report))
  },
  {
    name: "refs",
    about: "Every reference of every image, one a line.",
    example: "ghcr.io/acme/shop:main",
    of: (report) => report.images.flatMap((image) => image.references).join("\n")
  },
  {
    name: "tag-names",
    about: "The tags without their repositories, one a line.",
    example: "main",
    of: (report) => [...new Set(report.images.flatMap((image) => image.tags))].join("\n")
  },
  {
    name: "images",
    about: "JSON object by repository: digest, ref, digests, tags, references, changed, pushed.",
    example: '{"ghcr.io/acme/shop":{"digest":"sha256:2d6f…","tags":["main"],"changed":true}}',
    of: (report) => JSON.stringify(Object.fromEntries(report.images.map((image) => [image.name, summaryOf(image)])))
  },
  {
    name: "pushed",
    about: "Did the images go to their registries?",
    example: "true",
    of: (report) => String(report.images.length > 0 && report.images.every((image) => image.pushed))
  },
  {
    name: "changed",
    about: "Is any image different from the one that its tags named before? A new commit alone is no change.",
    example: "true",
    of: (report) => String(report.images.some((image) => image.changed))
  },
  {
    name: "layout",
    about: "Folder of the OCI layout with the images; it is there until the job ends.",
    example: "/home/runner/work/_temp/go-containerize/layouts/6f1c…",
    of: (report) => report.layout
  },
  {
    name: "binaries",
    about: "JSON array: main, platform, path in the image, size and sha256 of each binary.",
    example: '[{"main":"example.com/shop","platform":"linux/amd64","path":"/app/shop","size":5242880,"sha256":"5a0c…"}]',
    of: (report) => JSON.stringify(binariesOf(report))
  },
  {
    name: "go-version",
    about: "Version of Go that compiled.",
    example: "1.26.8",
    of: (report) => report.go.version.replace(/^go(?=\d)/, "")
  },
  {
    name: "report",
    about: "The whole report of the run as JSON.",
    example: '{"go":{…},"images":[…],"phases":[…]}',
    of: (report) => JSON.stringify(report)
  }
];
function outputsOf(report) {
  return Object.fromEntries(OUTPUTS.map((output) => [output.name, output.of(report)]));
}
function first(report) {
  return report.images[0];
}
function refOf(image) {
  return image ? `${image.name}@${image.digest}` : "";
}
function digestsOf(image) {
  return Object.fromEntries((image?.platforms ?? []).map(({ platform, digest }) => [platform, digest]));
}
function summaryOf(image) {
  const { digest, tags, references, changed, pushed } = image;
  return { digest, ref: refOf(image), digests: digestsOf(image), tags, references, changed, pushed };
}
function binariesOf(report) {
  const all = report.images.flatMap(
    (image) => image.platforms.flatMap(
      ({ platform, binaries }) => binaries.map(({ main, path, size, sha256 }) => ({ main, platform, path, size, sha256 }))
    )
  );
  return [...new Map(all.map((binary) => [JSON.stringify(binary), binary])).values()];
}

// src/actions/runner.ts
import { appendFile } from "node:fs/promises";

// src/actions/state.ts
var STATE_NAME = "go-containerize";
var EMPTY = { folders: [] };
function formatState(state) {
  return JSON.stringify(state);
}
function parseState(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return EMPTY;
  }
  const folders = isRecord(value) && Array.isArray(value.folders) ? value.folders : [];
  return { folders: folders.filter((folder) => typeof folder === "string" && folder !== "") };
}

// src/actions/runner.ts
var MAX_SUMMARY = 1024 * 1024;
function createRunner(env) {
  return {
    mask: setSecret,
    setOutputs(outputs) {
      for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
    },
    saveState: (state) => saveState(STATE_NAME, formatState(state)),
    readState: () => parseState(getState(STATE_NAME)),
    async addSummary(markdown) {
      if (!env.GITHUB_STEP_SUMMARY || Buffer.byteLength(markdown) > MAX_SUMMARY) return;
      await appendFile(env.GITHUB_STEP_SUMMARY, markdown);
    }
  };
}

export {
  readInputs,
  secretsOf,
  outputsOf,
  createRunner
};
