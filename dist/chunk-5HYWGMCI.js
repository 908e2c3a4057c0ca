import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  environmentFor
} from "./chunk-HD3OXH54.js";
import {
  forMany
} from "./chunk-XEYYPLQO.js";
import {
  MEDIA_TYPE,
  allEnded,
  canonicalRegistry,
  digestOf,
  formatReference,
  formatRepository,
  isDigest,
  isIndexType,
  isManifestType,
  pLimit,
  parseReferences,
  remoteOrigin,
  verifying
} from "./chunk-DK2HHR4N.js";
import {
  UserError,
  codeOf,
  messageOf
} from "./chunk-YMPWN76Y.js";
import {
  arrayAt,
  isRecord,
  numberAt,
  recordAt,
  stringAt
} from "./chunk-5I5N4XBM.js";

// src/registry/create.ts
import { setTimeout as delay2 } from "node:timers/promises";

// src/registry/agents.ts
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
var KEEP_ALIVE = {
  keepAlive: true,
  scheduling: "lifo",
  // Node gives each address 250 ms by default, which far registries miss: https://nodejs.org/api/net.html#netsetdefaultautoselectfamilyattempttimeoutvalue
  autoSelectFamilyAttemptTimeout: 2e3
};
function createAgents({ env, trustsAnyCertificate }) {
  const plain = new HttpAgent(KEEP_ALIVE);
  const secure = new HttpsAgent(KEEP_ALIVE);
  const lenient = new HttpsAgent({ ...KEEP_ALIVE, rejectUnauthorized: false });
  const proxied = /* @__PURE__ */ new Map();
  return {
    async for(url) {
      const anyCertificate = url.protocol === "https:" && trustsAnyCertificate(url);
      if (hasProxy(env)) {
        const agent = proxied.get(url.origin) ?? proxyAgent(url, anyCertificate);
        proxied.set(url.origin, agent);
        return agent;
      }
      if (url.protocol !== "https:") return plain;
      return anyCertificate ? lenient : secure;
    },
    close() {
      for (const agent of [plain, secure, lenient]) agent.destroy();
    }
  };
}
function hasProxy(env) {
  return ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"].some((name) => env[name]);
}
async function proxyAgent(url, anyCertificate) {
  const { HttpClient } = await import("./lib-4NTWTUP3.js");
  const client = new HttpClient(void 0, void 0, { keepAlive: true, ignoreSslError: anyCertificate });
  return client.getAgent(url.href);
}

// src/registry/challenge.ts
var SCHEME = /^\s*,?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s+|\s*(?=,)|$)/;
var PARAMETER = /^\s*,?\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/;
var TOKEN68 = /^\s*[A-Za-z0-9._~+/-]+=*\s*(?=,|$)/;
function parseChallenges(header) {
  const challenges = [];
  let rest = header;
  while (rest.trim() !== "") {
    const scheme = SCHEME.exec(rest);
    if (!scheme?.[1]) break;
    rest = rest.slice(scheme[0].length).replace(TOKEN68, "");
    const parameters = {};
    let parameter = PARAMETER.exec(rest);
    while (parameter?.[1]) {
      parameters[parameter[1].toLowerCase()] = parameter[2]?.replace(/\\(.)/g, "$1") ?? parameter[3] ?? "";
      rest = rest.slice(parameter[0].length);
      parameter = PARAMETER.exec(rest);
    }
    challenges.push({ scheme: scheme[1].toLowerCase(), parameters });
  }
  return challenges;
}
function chooseChallenge(header) {
  const challenges = parseChallenges(header ?? "");
  return challenges.find(({ scheme }) => scheme === "bearer") ?? challenges.find(({ scheme }) => scheme === "basic");
}

// src/registry/credentials.ts
function firstCredential(sources, onSecret) {
  const known = /* @__PURE__ */ new Map();
  const find = async (host) => {
    for (const source of sources) {
      const credential = await source(host);
      if (credential === void 0) continue;
      for (const secret of secretsOf(credential)) onSecret(secret);
      return credential;
    }
    return void 0;
  };
  return (host) => {
    const found = known.get(host) ?? find(host);
    known.set(host, found);
    return found;
  };
}
function secretsOf(credential) {
  if (credential.kind === "refresh") return [credential.token];
  return [credential.password, basicValue(credential)].filter((secret) => secret !== "");
}
function basicValue({ username, password }) {
  return Buffer.from(`${username}:${password}`).toString("base64");
}
function fromLogins(logins) {
  return async (host) => {
    const login = logins.find(({ registry }) => hostOf(registry) === host);
    if (login === void 0) return void 0;
    const { username, password, origin = "registry-auth" } = login;
    return { kind: "password", username, password, origin };
  };
}
function fromGitHubToken(token, actor = "x-access-token") {
  return async (host) => {
    if (!token || host !== "ghcr.io") return void 0;
    return { kind: "password", username: actor, password: token, origin: "github-token" };
  };
}
var API_PATH = /^\/?(?:v[12]\/?)?$/;
function hostOf(key) {
  const text = key.trim().replace(/^https?:\/\//i, "");
  const slash = text.indexOf("/");
  const host = slash < 0 ? text : text.slice(0, slash);
  return host !== "" && API_PATH.test(slash < 0 ? "" : text.slice(slash)) ? canonicalRegistry(host) : void 0;
}

// src/registry/http.ts
import { Readable } from "node:stream";
async function readBytes(response, limit) {
  const chunks = [];
  let length = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
function headerOf(response, name) {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
function bytesBody(name, bytes) {
  return { name, length: bytes.length, open: async () => Readable.from([bytes]) };
}

// src/registry/scope.ts
function scopeFor({ repository }, ...actions) {
  return `repository:${repository}:${actions.join(",")}`;
}
function mergeScopes(scopes) {
  const actions = /* @__PURE__ */ new Map();
  for (const scope of scopes.flatMap((list) => list.split(" ")).filter(Boolean)) {
    const colon = scope.lastIndexOf(":");
    const resource = scope.slice(0, colon);
    const known = actions.get(resource) ?? /* @__PURE__ */ new Set();
    for (const action of scope.slice(colon + 1).split(",")) known.add(action);
    actions.set(resource, known);
  }
  return [...actions].map(([resource, set]) => `${resource}:${[...set].sort().join(",")}`).sort();
}
function coversScopes(granted, wanted) {
  const rights = new Set(granted.flatMap(rightsOf));
  return wanted.flatMap(rightsOf).every((right) => rights.has(right));
}
function rightsOf(scope) {
  const colon = scope.lastIndexOf(":");
  return scope.slice(colon + 1).split(",").map((action) => `${scope.slice(0, colon)}:${action}`);
}

// src/registry/connection-error.ts
var TLS_UNKNOWN_CA = /* @__PURE__ */ new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"
]);
function connectionError(goal, url, error) {
  const code = codeOf(error);
  if (error instanceof UserError || code === void 0) return error;
  const host = url.host;
  const what = connectionProblem(code, host);
  return new UserError(`cannot ${goal}: ${what?.problem ?? `${host}: ${messageOf(error)}`} (${code})`, {
    cause: error,
    ...what === void 0 ? {} : { hint: what.hint }
  });
}
function connectionProblem(code, host) {
  if (TLS_UNKNOWN_CA.has(code)) {
    return {
      problem: `the certificate of ${host} is signed by nobody this machine knows`,
      hint: "set NODE_EXTRA_CA_CERTS to the file with the signing certificate (PEM)"
    };
  }
  switch (code) {
    case "ECONNREFUSED":
      return { problem: `nothing listens at ${host}`, hint: "is the registry running, and is the port right?" };
    case "ENOTFOUND":
      return { problem: `there is no host ${host}`, hint: "check the spelling of the registry, and the DNS or proxy" };
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
      return {
        problem: `${host} does not speak https`,
        hint: `if it is a plain http registry that you trust, name it in insecure-registries: ${host}`
      };
    case "CERT_HAS_EXPIRED":
      return { problem: `the certificate of ${host} has expired`, hint: "renew it, or check the clock of this machine" };
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return {
        problem: `the certificate of ${host} is for another name`,
        hint: "use the name that is in the certificate"
      };
    case "ECONNRESET":
    case "EPIPE":
      return { problem: `${host} cut the connection, several times`, hint: "look at the registry or the proxy before it" };
    case "ETIMEDOUT":
      return { problem: `${host} did not answer in time`, hint: "check the network, a firewall or the proxy" };
    default:
      return void 0;
  }
}

// src/registry/hints.ts
function hintFor({ status, text, registry, credentialOrigin }) {
  if (/immutable|TagAlreadyExists|ALREADY_EXISTS/i.test(text)) {
    return "this tag exists and the registry does not let it move: choose another tag, or allow tags to change there";
  }
  switch (status) {
    case 401:
      return credentialOrigin === void 0 ? noLoginHint(registry) : `the login from ${credentialOrigin} is wrong or has expired, or may not do this`;
    case 403:
      return forbiddenHint(registry, credentialOrigin);
    case 404:
      return /NAME_UNKNOWN/.test(text) ? "check the name; to push, some registries want the repository to be created first" : text === "" ? NO_REGISTRY : void 0;
    case 413:
      return "a proxy before the registry limits the size of uploads: raise its limit (nginx: client_max_body_size)";
    case 429:
      return "the registry limits how often it is asked: log in, or run again later";
    case 400:
      return /DIGEST_INVALID/.test(text) ? "the bytes were changed on their way, or the layout on disk is damaged" : void 0;
    default:
      if (status < 400 || status === 405) return NO_REGISTRY;
      return status >= 500 ? "the registry failed several times: look at its status page, then run again" : void 0;
  }
}
var NO_REGISTRY = "that is no answer of a registry: check host and port; does a proxy or a login page answer in its place?";
function forbiddenHint(registry, credentialOrigin) {
  if (registry === "ghcr.io") {
    return 'give the job "permissions: packages: write"; a package that exists must let this repository write (its settings, Manage Actions access)';
  }
  return credentialOrigin === void 0 ? noLoginHint(registry) : `the login from ${credentialOrigin} may not do this`;
}
function noLoginHint(registry) {
  const login = registry === "docker.io" ? "docker login" : `docker login ${registry}`;
  return `no login for ${registry} was found: give registry-auth, or run "${login}" before`;
}

// src/registry/urls.ts
function urlForPeople(url) {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
function isLoopback(host) {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);
}

// src/registry/errors.ts
var RegistryError = class extends UserError {
  status;
  codes;
  constructor(message, options) {
    super(message, options);
    this.status = options.status;
    this.codes = options.codes;
  }
};
var ERROR_BODY_LIMIT = 64 * 1024;
async function refusalError({
  goal,
  registry,
  request,
  response,
  credentialOrigin
}) {
  const body = await readBytes(response, ERROR_BODY_LIMIT).catch(() => Buffer.alloc(0));
  const said = parseErrors(body.toString("utf8"));
  const { status } = response;
  const hint = hintFor({ status, text: said.map(textOf).join(" "), registry, credentialOrigin });
  return new RegistryError(
    `cannot ${goal}: ${request.method} ${urlForPeople(request.url)} was answered with ${[status, ...said.map(textOf)].join(" ")}`,
    { status, codes: said.map(({ code }) => code), ...hint === void 0 ? {} : { hint } }
  );
}
function parseErrors(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const listed = (arrayAt(value, "errors") ?? []).map((error) => ({
    code: stringAt(error, "code") ?? "",
    message: [stringAt(error, "message"), stringAt(error, "detail")].filter(Boolean).join(": ")
  }));
  if (listed.length > 0) return listed;
  const message = stringAt(value, "error_description") ?? stringAt(value, "details") ?? stringAt(value, "message");
  const code = stringAt(value, "error") ?? stringAt(value, "code");
  return code || message ? [{ code: code ?? "", message: message ?? "" }] : [];
}
function textOf({ code, message }) {
  const oneLine = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").slice(0, 300);
  return oneLine([code, message].filter(Boolean).join(": "));
}
var UNKNOWN_CONTENT = /* @__PURE__ */ new Set(["BLOB_UNKNOWN", "MANIFEST_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"]);
function isUnknownContent(error) {
  return error instanceof RegistryError && error.codes.some((code) => UNKNOWN_CONTENT.has(code));
}

// src/registry/token.ts
var CLIENT_ID = "go-containerize";
var TOKEN_LIMIT = 1024 * 1024;
var DEFAULT_LIFE_S = 60;
var USABLE_PART = 0.8;
async function fetchToken(wanted, { send: send2, sendDirectly, now }) {
  const { credential, registry } = wanted;
  const goal = `get a token for ${registry}`;
  const request = credential?.kind === "refresh" ? refreshRequest(wanted, credential.token) : getRequest(wanted);
  const asked = now();
  const response = await (credential?.kind === "refresh" ? sendDirectly : send2)(request).catch((error) => {
    throw connectionError(goal, request.url, error);
  });
  if (response.status !== 200) {
    throw await refusalError({ goal, registry, request, response, credentialOrigin: credential?.origin });
  }
  return parseToken(await readBytes(response, TOKEN_LIMIT), request.url, asked);
}
function getRequest({ challenge, scopes, credential, registry, plainHttp, signal }) {
  const url = realmOf(challenge, registry, plainHttp);
  const { service } = challenge.parameters;
  if (service) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  if (credential?.kind === "password") {
    url.searchParams.set("account", credential.username);
    url.searchParams.set("client_id", CLIENT_ID);
  }
  return {
    method: "GET",
    url,
    headers: credential?.kind === "password" ? { authorization: `Basic ${basicValue(credential)}` } : {},
    ...signal === void 0 ? {} : { signal }
  };
}
function refreshRequest({ challenge, scopes, registry, plainHttp, signal }, refreshToken) {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    service: challenge.parameters.service ?? registry,
    client_id: CLIENT_ID,
    scope: scopes.join(" "),
    refresh_token: refreshToken
  });
  return {
    method: "POST",
    url: realmOf(challenge, registry, plainHttp),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: bytesBody("login", Buffer.from(form.toString())),
    ...signal === void 0 ? {} : { signal }
  };
}
var WRONG_SETUP = "the registry names the wrong token server: its settings have to be corrected";
function realmOf({ parameters: { realm = "" } }, registry, plainHttp) {
  if (!URL.canParse(realm)) {
    throw new UserError(`${registry} asks for a token but does not say where to get it (realm "${realm}")`, {
      hint: WRONG_SETUP
    });
  }
  const url = new URL(realm);
  const allowed = url.protocol === "https:" || url.protocol === "http:" && (plainHttp || isLoopback(url.host));
  if (!allowed) {
    throw new UserError(
      `${registry} wants the login sent to ${urlForPeople(url)}, which is not encrypted; it was not sent`,
      { hint: WRONG_SETUP }
    );
  }
  return url;
}
function parseToken(body, url, asked) {
  let answer;
  try {
    answer = JSON.parse(body.toString("utf8"));
  } catch {
    throw new UserError(`${urlForPeople(url)} gave no token: its answer is not JSON`, {
      hint: "does a proxy or a login page answer in its place?"
    });
  }
  const value = stringAt(answer, "token") || stringAt(answer, "access_token");
  if (!value) throw new UserError(`${urlForPeople(url)} gave no token`, { hint: WRONG_SETUP });
  const life = numberAt(answer, "expires_in") || DEFAULT_LIFE_S;
  return { value, expiresAt: asked + life * 1e3 * USABLE_PART };
}

// src/registry/token-cache.ts
function createTokenCache(fetchFor, now) {
  let entries = [];
  const isAlive = ({ arrived }) => arrived === void 0 || arrived.expiresAt > now();
  return {
    async get(scopes) {
      const known = entries.find((entry2) => coversScopes(entry2.scopes, scopes) && isAlive(entry2));
      if (known) return (await known.token).value;
      const entry = { scopes, token: fetchFor(scopes) };
      entries = [...entries.filter(isAlive), entry];
      try {
        entry.arrived = await entry.token;
        return entry.arrived.value;
      } catch (error) {
        entries = entries.filter((other) => other !== entry);
        throw error;
      }
    },
    refuse(value) {
      entries = entries.filter(({ arrived }) => arrived?.value !== value);
    }
  };
}

// src/registry/auth.ts
function createAuth(options) {
  const sessions = /* @__PURE__ */ new Map();
  const knownFor = ({ registry }, challenge) => {
    const known = sessions.get(registry);
    return known && fits(known, challenge) ? known : void 0;
  };
  const sessionFor = async (challenge, request) => {
    if (knownFor(request, challenge) === void 0) {
      const opened = await openSession(challenge, request, options);
      if (knownFor(request, challenge) === void 0) sessions.set(request.registry, opened);
    }
    return knownFor(request, challenge);
  };
  return (send2) => async (request) => {
    if (request.url.origin !== request.origin) return send2(request);
    const session = sessions.get(request.registry);
    const first = session && await authorization(session, request.scopes);
    const response = await send2(withHeader(request, first));
    if (response.status !== 401 || response.url.origin !== request.origin) return response;
    const challenge = chooseChallenge(headerOf(response, "www-authenticate"));
    if (challenge === void 0) return response;
    const answering = await sessionFor(challenge, request);
    if (first && answering?.scheme === "bearer") answering.tokens.refuse(first.slice("Bearer ".length));
    const second = answering && await authorization(answering, [...request.scopes, challenge.parameters.scope ?? ""]);
    if (second === void 0 || second === first) return response;
    await response.discard();
    return send2(withHeader(request, second));
  };
}
function fits(session, { scheme, parameters }) {
  if (session.scheme !== scheme) return false;
  if (session.scheme === "basic") return true;
  const { realm, service } = session.challenge.parameters;
  return realm === parameters.realm && service === parameters.service;
}
async function openSession(challenge, request, options) {
  const { registry, signal } = request;
  const credential = await options.credentials(registry);
  if (challenge.scheme === "basic") {
    return { scheme: "basic", header: credential?.kind === "password" ? `Basic ${basicValue(credential)}` : void 0 };
  }
  const plainHttp = request.origin.startsWith("http:");
  const fetchFor = async (scopes) => {
    const wanted = { challenge, scopes, credential, registry, plainHttp, ...signal === void 0 ? {} : { signal } };
    const token = await fetchToken(wanted, options);
    options.onSecret(token.value);
    return token;
  };
  return { scheme: "bearer", challenge, tokens: createTokenCache(fetchFor, options.now) };
}
async function authorization(session, scopes) {
  if (session.scheme === "basic") return session.header;
  return `Bearer ${await session.tokens.get(mergeScopes(scopes))}`;
}
function withHeader(request, authorization2) {
  if (authorization2 === void 0) return request;
  return { ...request, headers: { ...request.headers, authorization: authorization2 } };
}

// src/registry/download.ts
import { pipeline, Readable as Readable2 } from "node:stream";

// src/registry/api.ts
async function toRequest(api, question) {
  const { repository, path, method, headers, body, scopes } = question;
  const origin = await api.originOf(repository.registry);
  const url = path instanceof URL ? path : new URL(`${origin}/v2/${repository.repository}${path}`);
  return {
    method,
    url,
    registry: repository.registry,
    origin,
    scopes,
    ...headers === void 0 ? {} : { headers },
    ...body === void 0 ? {} : { body },
    ...api.retry.signal === void 0 ? {} : { signal: api.retry.signal }
  };
}
async function ask(api, question, expected) {
  const request = await toRequest(api, question);
  const response = await api.send(request).catch((error) => {
    throw connectionError(question.goal, request.url, error);
  });
  return expectStatus(api, question, { request, response, expected });
}
async function expectStatus(api, { goal, repository }, { request, response, expected }) {
  if (expected.includes(response.status)) return response;
  const denied = response.status === 401 || response.status === 403;
  const credential = denied ? await api.credentials(repository.registry) : void 0;
  throw await refusalError({
    goal,
    registry: repository.registry,
    request,
    response,
    credentialOrigin: credential?.origin
  });
}
function pushGoal(repository) {
  return `push to ${formatRepository(repository)}`;
}

// src/registry/retry.ts
var RETRY_WAITS = [500, 2e3, 8e3];
var LONGEST_WAIT_MS = 12e4;
var TRANSIENT_CODE = /* @__PURE__ */ new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ERR_STREAM_PREMATURE_CLOSE",
  "HPE_INVALID_EOF_STATE"
]);
async function retrying(policy, attempt) {
  for (const wait of policy.waits) {
    policy.signal?.throwIfAborted();
    try {
      const response = await attempt();
      if (!isTransientStatus(response.status)) return response;
      const asked = retryAfterMs(headerOf(response, "retry-after"), policy.now());
      if (asked !== void 0 && asked > LONGEST_WAIT_MS) throw tooLong(response, asked);
      await response.discard();
      await policy.sleep(asked || wait, policy.signal);
    } catch (error) {
      if (policy.signal?.aborted || !isTransient(error)) throw error;
      await policy.sleep(wait, policy.signal);
    }
  }
  return attempt();
}
function withRetry(send2, policy) {
  return (request) => retrying(policy, () => send2(request));
}
function isTransient(error) {
  const code = codeOf(error);
  return code !== void 0 && TRANSIENT_CODE.has(code);
}
function isTransientStatus(status) {
  return status === 408 || status === 429 || status >= 500 && status !== 501;
}
function retryAfterMs(value, now) {
  if (value === void 0) return void 0;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1e3;
  const date = Date.parse(value);
  return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function tooLong(response, asked) {
  return new UserError(
    `${response.url.host} answered ${response.status} and asks to wait ${Math.round(asked / 1e3)} s, longer than this run waits (${LONGEST_WAIT_MS / 1e3} s)`,
    { hint: "run again later; for a rate limit, log in, or use a mirror or another base registry" }
  );
}

// src/registry/download.ts
async function openBlob(api, repository, blob) {
  const first = await askFrom(api, repository, blob, 0);
  return pipeline(Readable2.from(resumed(api, repository, blob, first)), verifying(blob, repository), () => {
  });
}
async function* resumed(api, repository, blob, first) {
  const { waits, sleep, signal } = api.retry;
  let response = first;
  let passed = 0;
  for (const wait of [...waits, void 0]) {
    try {
      for await (const chunk of withoutFirst(response, passed)) {
        passed += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (passed >= blob.size) return;
      if (wait === void 0 || !isTransient(error)) throw error;
      await sleep(wait, signal);
      response = await askFrom(api, repository, blob, passed);
    }
  }
}
async function askFrom(api, repository, blob, start) {
  const question = {
    method: "GET",
    repository,
    path: `/blobs/${blob.digest}`,
    scopes: [scopeFor(repository, "pull")],
    goal: `read a blob of ${formatRepository(repository)}`,
    ...start === 0 ? {} : { headers: { range: `bytes=${start}-` } }
  };
  return ask(api, question, [200, 206]);
}
async function* withoutFirst({ status, body }, passed) {
  let toDrop = status === 206 ? 0 : passed;
  for await (const chunk of body) {
    const rest = chunk.subarray(Math.min(toDrop, chunk.length));
    toDrop -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

// src/registry/verify.ts
function verifyBytes(bytes, digest, name) {
  const found = digestOf(bytes);
  if (found === digest) return;
  throw new UserError(`${name} is damaged: expected ${digest}, but the bytes hash to ${found}`, {
    hint: "the registry or a proxy before it serves wrong bytes; nothing was used of them"
  });
}

// src/registry/manifests.ts
var ACCEPT = [MEDIA_TYPE.index, MEDIA_TYPE.manifest, MEDIA_TYPE.dockerList, MEDIA_TYPE.dockerManifest].join(", ");
var MANIFEST_LIMIT = 8 * 1024 * 1024;
async function headManifest(api, reference, { toPush = false } = {}) {
  const actions = toPush ? ["pull", "push"] : ["pull"];
  const response = await askManifest(api, "HEAD", reference, { expected: [200, 404], actions });
  await response.discard();
  if (response.status === 404) return void 0;
  const digest = reference.digest ?? headerOf(response, "docker-content-digest");
  const size = Number(headerOf(response, "content-length"));
  const mediaType = mediaTypeOf(response);
  if (digest !== void 0 && isDigest(digest) && size > 0 && mediaType) return { mediaType, digest, size };
  return (await getManifest(api, reference)).descriptor;
}
async function getManifest(api, reference) {
  const name = formatReference(reference);
  const response = await askManifest(api, "GET", reference, { expected: [200], actions: ["pull"] });
  const bytes = await readBytes(response, MANIFEST_LIMIT + 1);
  if (bytes.length > MANIFEST_LIMIT)
    throw new UserError(`the manifest of ${name} is larger than ${MANIFEST_LIMIT} bytes`, {
      hint: "is it an image at all?"
    });
  const announced = headerOf(response, "docker-content-digest");
  const expected = reference.digest ?? (announced !== void 0 && isDigest(announced) ? announced : void 0);
  if (expected !== void 0) verifyBytes(bytes, expected, `the manifest of ${name}`);
  const mediaType = declaredType(bytes, name) ?? mediaTypeOf(response);
  if (!mediaType) throw new UserError(`${name} has no media type`, { hint: "is it an image at all?" });
  return { descriptor: { mediaType, digest: expected ?? digestOf(bytes), size: bytes.length }, bytes };
}
async function putManifest(api, repository, target, { descriptor, bytes }) {
  const question = {
    method: "PUT",
    repository,
    path: `/manifests/${target}`,
    scopes: [scopeFor(repository, "pull", "push")],
    goal: isDigest(target) ? pushGoal(repository) : `set the tag ${formatReference({ ...repository, tag: target })}`,
    headers: { "content-type": descriptor.mediaType },
    body: bytesBody(`manifest ${descriptor.digest}`, bytes)
  };
  const response = await ask(api, question, [200, 201, 202]);
  await response.discard();
  const stored = headerOf(response, "docker-content-digest");
  if (stored !== void 0 && stored !== descriptor.digest) {
    throw new UserError(`${formatReference({ ...repository })} stored ${stored} where ${descriptor.digest} was sent`, {
      hint: "the registry or a proxy before it changes manifests"
    });
  }
}
async function askManifest(api, method, reference, { expected, actions }) {
  const question = {
    method,
    repository: reference,
    path: `/manifests/${reference.digest ?? reference.tag ?? "latest"}`,
    headers: { accept: ACCEPT },
    scopes: [scopeFor(reference, ...actions)],
    goal: `read ${formatReference(reference)}`
  };
  return ask(api, question, expected);
}
function mediaTypeOf(response) {
  return headerOf(response, "content-type")?.split(";", 1)[0]?.trim();
}
function declaredType(bytes, name) {
  try {
    return stringAt(JSON.parse(bytes.toString("utf8")), "mediaType");
  } catch (cause) {
    throw new UserError(`the manifest of ${name} is not JSON`, {
      cause,
      hint: "does a proxy or a login page answer in its place?"
    });
  }
}

// src/registry/location.ts
function locationOf(response) {
  const text = headerOf(response, "location");
  if (!text || !URL.canParse(text, response.url.href)) {
    throw new UserError(
      `${urlForPeople(response.url)} opened an upload but does not say where (Location "${text ?? ""}")`,
      { hint: "look at the registry, or at the proxy before it" }
    );
  }
  const location = new URL(text, response.url);
  if (response.url.protocol !== "https:" || location.protocol === "https:") return location;
  if (location.hostname === response.url.hostname)
    return new URL(`${location.pathname}${location.search}`, response.url);
  throw new UserError(
    `${urlForPeople(response.url)} wants an upload sent to ${urlForPeople(location)}, not encrypted`,
    {
      hint: "the registry has to be told its https address (behind a proxy: X-Forwarded-Proto)"
    }
  );
}
function withDigest(location, digest) {
  return new URL(`${location.href}${location.search === "" ? "?" : "&"}digest=${encodeURIComponent(digest)}`);
}

// src/registry/upload.ts
async function hasBlob(api, repository, blob) {
  const question = {
    method: "HEAD",
    repository,
    path: `/blobs/${blob.digest}`,
    scopes: [scopeFor(repository, "pull", "push")],
    goal: `look for a blob in ${formatRepository(repository)}`
  };
  const response = await ask(api, question, [200, 404]);
  await response.discard();
  return response.status === 200;
}
async function putBlob(api, upload) {
  const { repository, blob, mountFrom } = upload;
  const mountable = mountFrom?.registry === repository.registry && mountFrom.repository !== repository.repository;
  const session = mountable ? await mount(api, upload, mountFrom) : void 0;
  if (session === "mounted") return "mounted";
  if (await hasBlob(api, repository, blob)) {
    if (session) await cancelUpload(api, repository, session);
    return "present";
  }
  await send(api, upload, session);
  return "sent";
}
async function mount(api, { repository, blob }, from) {
  const query = new URLSearchParams({ mount: blob.digest, from: from.repository });
  const question = {
    method: "POST",
    repository,
    path: `/blobs/uploads/?${query}`,
    scopes: [scopeFor(repository, "pull", "push"), scopeFor(from, "pull")],
    goal: pushGoal(repository)
  };
  try {
    const response = await ask(api, question, [201, 202]);
    await response.discard();
    return response.status === 201 ? "mounted" : locationOf(response);
  } catch (error) {
    if (error instanceof RegistryError) return void 0;
    throw error;
  }
}
async function send(api, upload, opened) {
  const { repository, blob } = upload;
  const goal = pushGoal(repository);
  const scopes = [scopeFor(repository, "pull", "push")];
  let session = opened;
  let broken = false;
  let last = await toRequest(api, { method: "POST", repository, path: "/blobs/uploads/", scopes, goal });
  const start = last;
  const attempt = async () => {
    if (session === void 0) {
      last = start;
      const response2 = await api.sendOnce(start);
      if (response2.status !== 202) return response2;
      await response2.discard();
      session = locationOf(response2);
    }
    const path = withDigest(session, blob.digest);
    session = void 0;
    const body = { name: `blob ${blob.digest}`, length: blob.size, open: upload.open, isStreamed: true };
    const headers = { "content-type": "application/octet-stream", ...broken ? { expect: "100-continue" } : {} };
    last = await toRequest(api, { method: "PUT", repository, path, scopes, goal, body, headers });
    try {
      return await api.sendOnce(last);
    } catch (error) {
      broken = true;
      throw error;
    }
  };
  const response = await retrying(api.retry, attempt).catch((error) => {
    throw connectionError(goal, last.url, error);
  });
  const what = last.method === "PUT" ? `push the blob ${blob.digest} to ${formatRepository(repository)}` : goal;
  await (await expectStatus(api, { goal: what, repository }, { request: last, response, expected: [201, 204] })).discard();
}
async function checkPush(api, repository) {
  const question = {
    method: "POST",
    repository,
    path: "/blobs/uploads/",
    scopes: [scopeFor(repository, "pull", "push")],
    goal: pushGoal(repository)
  };
  const response = await ask(api, question, [202]);
  await response.discard();
  await cancelUpload(api, repository, locationOf(response));
}
async function cancelUpload(api, repository, session) {
  const scopes = [scopeFor(repository, "pull", "push")];
  const request = await toRequest(api, {
    method: "DELETE",
    repository,
    path: session,
    scopes,
    goal: pushGoal(repository)
  });
  try {
    await (await api.sendOnce(request)).discard();
  } catch {
    api.retry.signal?.throwIfAborted();
  }
}

// src/registry/client.ts
function createClient(api) {
  return {
    head: (reference, options) => headManifest(api, reference, options),
    manifest: (reference) => getManifest(api, reference),
    hasBlob: (repository, blob) => hasBlob(api, repository, blob),
    putBlob: (repository, blob, open, mountFrom) => putBlob(api, { repository, blob, open, mountFrom }),
    putManifest: (repository, target, manifest) => putManifest(api, repository, target, manifest),
    checkPush: (repository) => checkPush(api, repository),
    openBlob: (repository, blob) => openBlob(api, repository, blob)
  };
}

// src/registry/docker-config.ts
import { readFile } from "node:fs/promises";
import { join } from "node:path";

// src/registry/credential-helper.ts
var HELPER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
var NOT_FOUND = /credentials not found|no credentials server url|not logged in/i;
var HELPER_LIMIT_MS = 6e4;
var TOKEN_USER = "<token>";
async function askHelper({
  helper,
  host,
  env,
  exec,
  log,
  signal: run
}) {
  const program = `docker-credential-${helper}`;
  if (!HELPER_NAME.test(helper)) {
    log.warn(`Docker's configuration names the credential helper "${helper}", which is no program name; it was not run`);
    return void 0;
  }
  const server = host === "docker.io" ? "https://index.docker.io/v1/" : host;
  try {
    const limit = AbortSignal.timeout(HELPER_LIMIT_MS);
    const signal = run ? AbortSignal.any([run, limit]) : limit;
    const { exitCode, stdout, stderr } = await exec({
      program,
      args: ["get"],
      env: helperEnvironment(env),
      stdin: server,
      signal
    });
    if (exitCode === 0) return parseAnswer(stdout, program);
    const said = `${stdout}
${stderr}`.trim();
    if (!NOT_FOUND.test(said))
      log.warn(`${program} gave no login for ${host}: ${firstLine(said) || `exit code ${exitCode}`}`);
  } catch (error) {
    run?.throwIfAborted();
    const cause = codeOf(error) === "ENOENT" ? "it is not on PATH" : messageOf(error);
    log.warn(`Docker's configuration names ${program} for ${host}, but it could not run: ${cause}`);
  }
  return void 0;
}
function parseAnswer(stdout, program) {
  let answer;
  try {
    answer = JSON.parse(stdout);
  } catch {
    throw new Error("its answer is not JSON");
  }
  const username = stringAt(answer, "Username");
  const secret = stringAt(answer, "Secret");
  const origin = `Docker's configuration, helper ${program}`;
  if (!secret) return void 0;
  if (username === TOKEN_USER || !username) return { kind: "refresh", token: secret, origin };
  return { kind: "password", username, password: secret, origin };
}
var HELPER_NAMES = /* @__PURE__ */ new Set([
  ...["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME", "GPG_TTY", "PASSWORD_STORE_DIR"],
  ...["DOCKER_CONFIG", "REGISTRY_AUTH_FILE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"],
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"]
]);
var CLOUD_PREFIX = /^(AWS|GOOGLE|GCLOUD|CLOUDSDK|AZURE|ACR|ARM|OCI)_/;
function helperEnvironment(env) {
  return environmentFor(env, (name) => HELPER_NAMES.has(name) || CLOUD_PREFIX.test(name));
}
function firstLine(text) {
  return text.split("\n", 1)[0]?.trim().slice(0, 300) ?? "";
}

// src/registry/docker-config.ts
function fromDockerConfig(options) {
  const read = memoize((path) => readConfig(path, options.log));
  return async (host) => {
    for (const path of configPaths(options.env)) {
      const config = await read(path);
      const credential = config && await credentialIn({ config, path, host, ...options });
      if (credential) return credential;
    }
    return void 0;
  };
}
function configPaths(env) {
  const home = env.HOME ?? env.USERPROFILE;
  const docker = env.DOCKER_CONFIG || home && join(home, ".docker");
  const configHome = env.XDG_CONFIG_HOME || home && join(home, ".config");
  const containers = [
    env.REGISTRY_AUTH_FILE,
    env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, "containers", "auth.json"),
    configHome && join(configHome, "containers", "auth.json")
  ];
  return [docker && join(docker, "config.json"), ...containers].flatMap((path) => path ? [path] : []);
}
async function readConfig(path, log) {
  try {
    const value = JSON.parse(await readFile(path, "utf8"));
    if (isRecord(value)) return value;
    log.warn(`${path} is no JSON object; its logins are not used`);
  } catch (error) {
    if (error instanceof SyntaxError) log.warn(`${path} is not valid JSON; its logins are not used`);
    else if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") {
      log.warn(`${path} can't be read, its logins are not used: ${messageOf(error)}`);
    }
  }
  return void 0;
}
async function credentialIn(search) {
  const { config, host, path } = search;
  const ownHelper = entryFor(recordAt(config, "credHelpers"), host);
  const helper = typeof ownHelper === "string" ? ownHelper : stringAt(config, "credsStore");
  const found = helper ? await askHelper({ ...search, helper }) : void 0;
  return found ?? storedCredential(entryFor(recordAt(config, "auths"), host), `Docker's configuration ${path}`);
}
function entryFor(entries, host) {
  return Object.entries(entries ?? {}).find(([key]) => hostOf(key) === host)?.[1];
}
function storedCredential(entry, origin) {
  const token = stringAt(entry, "identitytoken");
  if (token) return { kind: "refresh", token, origin };
  const [username, password] = decodeAuth(stringAt(entry, "auth")) ?? [
    stringAt(entry, "username"),
    stringAt(entry, "password")
  ];
  return username && password ? { kind: "password", username, password, origin } : void 0;
}
function decodeAuth(auth) {
  const text = Buffer.from(auth ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 1 ? void 0 : [text.slice(0, colon), text.slice(colon + 1).replace(/\0+$/, "")];
}
function memoize(read) {
  const known = /* @__PURE__ */ new Map();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

// src/registry/hosts.ts
function createOrigins(options) {
  const found = /* @__PURE__ */ new Map();
  return (registry) => {
    const origin = found.get(registry) ?? findOrigin(registry, options);
    found.set(registry, origin);
    return origin;
  };
}
async function findOrigin(registry, options) {
  const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
  const http = new URL(`http://${host}`).origin;
  const https = new URL(`https://${host}`).origin;
  if (isLoopback(host)) {
    const speaksHttp = await probe(http, options);
    if (speaksHttp !== "unclear") return speaksHttp === "yes" ? http : https;
    return await probe(https, options) === "yes" ? https : http;
  }
  if (!options.isInsecure(registry)) return https;
  return await probe(https, options) === "yes" ? https : http;
}
async function probe(origin, { send: send2, signal }) {
  try {
    const url = new URL(`${origin}/v2/`);
    const response = await send2({ method: "GET", url, ...signal === void 0 ? {} : { signal } });
    const text = (await readBytes(response, 4096)).toString("utf8");
    return response.status === 400 && /\bHTTPS\b/.test(text) ? "no" : "yes";
  } catch (error) {
    signal?.throwIfAborted();
    const code = codeOf(error) ?? "";
    if (code === "ECONNREFUSED") return origin.startsWith("http:") ? "yes" : "no";
    return /CERT|SIGNATURE|ISSUER/.test(code) ? "yes" : "unclear";
  }
}

// src/registry/redirect.ts
var MAX_REDIRECTS = 10;
var CREDENTIAL_HEADERS = /* @__PURE__ */ new Set(["authorization", "cookie", "proxy-authorization"]);
function withRedirects(send2) {
  return async (request) => {
    let current = request;
    for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
      const response = await send2(current);
      const target = targetOf(current, response);
      if (target === void 0) return response;
      await response.discard();
      current = redirected(current, target);
    }
    throw new UserError(
      `${request.method} ${urlForPeople(request.url)} was redirected more than ${MAX_REDIRECTS} times`,
      { hint: "look at the registry, or at the proxy before it" }
    );
  };
}
function targetOf(request, response) {
  const reading = request.method === "GET" || request.method === "HEAD";
  const keepsMethod = response.status === 307 || response.status === 308;
  if (!keepsMethod && !(reading && [301, 302, 303].includes(response.status))) return void 0;
  const location = headerOf(response, "location");
  return location === void 0 ? void 0 : new URL(location, request.url);
}
function redirected(request, url) {
  if (request.url.protocol === "https:" && url.protocol !== "https:") {
    throw new UserError(
      `${urlForPeople(request.url)} redirects to ${urlForPeople(url)}, which is not encrypted; it was not followed`,
      { hint: "whoever runs the registry has to keep its redirects on https" }
    );
  }
  if (url.origin === request.url.origin) return { ...request, url };
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => !CREDENTIAL_HEADERS.has(name.toLowerCase()));
  return { ...request, url, headers: Object.fromEntries(headers) };
}

// src/registry/transport.ts
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { setTimeout as delay } from "node:timers/promises";

// src/lib/memory.ts
var SURELY_ALONE = 64 * 1024;
function release(bytes) {
  const { buffer: buffer2 } = bytes;
  if (bytes.byteLength < SURELY_ALONE) return;
  if ("transfer" in buffer2 && typeof buffer2.transfer === "function") buffer2.transfer(0);
}

// src/registry/transport.ts
var IDLE_MS = 12e4;
var EXPECT_WAIT_MS = 1e3;
var USER_AGENT = "go-containerize";
var DISCARD_LIMIT = 64 * 1024;
function createTransport({ agents, idleMs = IDLE_MS }) {
  return async (request) => {
    request.signal?.throwIfAborted();
    try {
      return await exchange(request, agents, idleMs);
    } catch (error) {
      if (error instanceof StaleConnection) return exchange(request, agents, idleMs);
      throw error;
    }
  };
}
var StaleConnection = class extends Error {
};
async function exchange(request, agents, idleMs) {
  const { url, method, body, signal } = request;
  const agent = await agents.for(url);
  const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
    method,
    agent,
    timeout: idleMs,
    // as an option it also covers the time until the connection stands
    headers: {
      "user-agent": USER_AGENT,
      ...request.headers,
      ...body === void 0 ? {} : { "content-length": String(body.length) }
    },
    ...signal === void 0 ? {} : { signal }
  });
  outgoing.on("timeout", () => outgoing.destroy(idleError(idleMs)));
  return new Promise((resolve, reject) => {
    let answered = false;
    outgoing.on("response", (incoming) => {
      answered = true;
      resolve(answerOf(outgoing, incoming, url));
    });
    outgoing.on("error", (error) => {
      if (signal?.aborted) reject(signal.reason);
      else reject(body === void 0 && isStale(outgoing, error) ? new StaleConnection() : error);
    });
    if (body === void 0) outgoing.end();
    else {
      sendBody(body, outgoing, () => answered).catch((error) => {
        if (!answered) reject(error);
        outgoing.destroy();
      });
    }
  });
}
async function sendBody(body, outgoing, answered) {
  if (outgoing.hasHeader("expect")) await goAhead(outgoing);
  if (answered()) return;
  const source = await body.open();
  const stop = () => source.destroy();
  outgoing.once("response", stop).once("close", stop);
  let sent = 0;
  try {
    if (body.length === 0) outgoing.end();
    for await (const chunk of source) {
      if (answered() || outgoing.destroyed) return;
      sent += chunk.length;
      if (sent > body.length) break;
      const roomLeft = outgoing.write(chunk, (error) => {
        if (!error && body.isStreamed && isWhole(chunk)) release(chunk);
      });
      if (sent === body.length) outgoing.end();
      else if (!roomLeft) await drained(outgoing);
    }
  } catch (error) {
    if (answered() || outgoing.destroyed) return;
    throw error;
  }
  if (sent !== body.length && !answered() && !outgoing.destroyed) {
    const found = sent > body.length ? "more" : `only ${sent}`;
    throw new UserError(`${body.name} should have ${body.length} bytes, but has ${found}`, {
      hint: "the layout on disk is damaged: build the image again"
    });
  }
}
function isWhole({ buffer: buffer2, byteLength }) {
  return buffer2.byteLength === byteLength;
}
async function goAhead(outgoing) {
  await firstOf(outgoing, ["continue", "response", "close"], EXPECT_WAIT_MS);
}
async function drained(outgoing) {
  await firstOf(outgoing, ["drain", "response", "close"]);
}
async function firstOf(outgoing, events, withinMs) {
  const done = new AbortController();
  const { signal } = done;
  try {
    const awaited = events.map((event) => once(outgoing, event, { signal }));
    if (withinMs !== void 0) awaited.push(delay(withinMs, void 0, { signal }));
    await Promise.race(awaited);
  } finally {
    done.abort();
  }
}
function answerOf(outgoing, incoming, url) {
  incoming.once("end", () => {
    if (!outgoing.writableEnded) outgoing.destroy();
  });
  const response = {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    url,
    body: incoming,
    async discard() {
      await readBytes(response, DISCARD_LIMIT).catch(() => {
      });
    }
  };
  return response;
}
function isStale(outgoing, error) {
  return outgoing.reusedSocket && (codeOf(error) === "ECONNRESET" || codeOf(error) === "EPIPE");
}
function idleError(idleMs) {
  return Object.assign(new Error(`no data for ${Math.round(idleMs / 1e3)} s`), { code: "ETIMEDOUT" });
}

// src/registry/create.ts
var nodeSleep = async (milliseconds, signal) => {
  await delay2(milliseconds, void 0, signal === void 0 ? {} : { signal }).catch((error) => {
    throw signal?.reason ?? error;
  });
};
function createRegistry(options) {
  const { env, onSecret = () => {
  }, sleep = nodeSleep, now = Date.now } = options;
  const closing = new AbortController();
  const signal = forMany(options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal);
  const insecure = new Set((options.insecure ?? []).map(canonicalRegistry));
  const agents = createAgents({
    env,
    trustsAnyCertificate: ({ host }) => insecure.has(host) || insecure.has(`${host}:443`)
  });
  const transport = createTransport({ agents });
  const retry = { waits: RETRY_WAITS, sleep, now, signal };
  const once2 = withRedirects(transport);
  const send2 = withRetry(once2, retry);
  const credentials = firstCredential(
    [fromLogins(options.logins ?? []), fromDockerConfig({ ...options, signal }), fromGitHubToken(options.githubToken)],
    onSecret
  );
  const authorize = createAuth({ credentials, onSecret, now, send: send2, sendDirectly: withRetry(transport, retry) });
  const originOf = createOrigins({
    send: transport,
    isInsecure: (registry) => insecure.has(registry),
    signal
  });
  const api = { originOf, send: authorize(send2), sendOnce: authorize(once2), credentials, retry };
  const close = () => {
    closing.abort(new Error("the run is over"));
    agents.close();
  };
  return { ...createClient(api), credentials, close };
}

// src/registry/push-run.ts
var BLOBS_AT_ONCE = 6;
function createPushRun() {
  const limit = pLimit(BLOBS_AT_ONCE);
  const pushed = /* @__PURE__ */ new Map();
  const holders = /* @__PURE__ */ new Map();
  const push = async (registry, repository, { blob, open, origin }) => {
    const holder = holders.get(`${repository.registry} ${blob.digest}`);
    const mountFrom = origin?.registry === repository.registry ? origin : await arrivedAt(holder, repository);
    return limit(() => registry.putBlob(repository, blob, open, mountFrom));
  };
  return {
    pushBlob(registry, repository, toPush) {
      const { digest } = toPush.blob;
      const key = `${formatRepository(repository)} ${digest}`;
      const known = pushed.get(key);
      if (known) return known;
      const done = push(registry, repository, toPush);
      pushed.set(key, done);
      const holderKey = `${repository.registry} ${digest}`;
      const isHolder = !holders.has(holderKey);
      if (isHolder) holders.set(holderKey, { repository, done });
      done.catch(() => {
        pushed.delete(key);
        if (isHolder) holders.delete(holderKey);
      });
      return done;
    },
    forget(repository, digest) {
      pushed.delete(`${formatRepository(repository)} ${digest}`);
      holders.delete(`${repository.registry} ${digest}`);
    }
  };
}
async function arrivedAt(holder, repository) {
  if (holder === void 0 || holder.repository.repository === repository.repository) return void 0;
  return holder.done.then(
    () => holder.repository,
    () => void 0
  );
}

// src/registry/push.ts
var SETTLE_WAITS = [1e3, 2e3, 4e3, 8e3, 15e3];
async function pushImage(request) {
  const { setTags, ...result } = await sendImage(request);
  await setTags();
  return result;
}
async function sendImage(request) {
  const { root, repository, registry, run = createPushRun(), sleep = nodeSleep } = request;
  const context = { ...request, run, sleep, signal: request.signal, contents: /* @__PURE__ */ new Map() };
  const heads = allEnded(request.tags.map((name) => headTag(registry, repository, root, name)));
  const content = pushManifest(
    context,
    root,
    async () => (
      // A tag that names the root proves that it is there, which saves a request on the way of an unchanged image.
      (await heads).some(({ outcome }) => outcome === "equal") ? true : hasManifest(context, root)
    )
  );
  const [tags] = await allEnded([heads, content]);
  const contents = [...context.contents.values()];
  const present = contents.every(({ kind, outcome }) => kind === "blob" || outcome === "present");
  const setTags = async () => {
    for (const { name, outcome } of tags) if (outcome !== "equal") await setTag(context, root, name);
  };
  return { tags, present, contents, setTags };
}
async function headTag(registry, repository, root, name) {
  const before = await registry.head({ ...repository, tag: name }, { toPush: true });
  if (before === void 0) return { name, before, outcome: "created" };
  return { name, before, outcome: before.digest === root.digest ? "equal" : "moved" };
}
async function pushManifest(context, descriptor, isThere) {
  await putManifests(context, await sendBlobs(context, descriptor, isThere));
}
async function sendBlobs(context, descriptor, isThere = () => hasManifest(context, descriptor)) {
  const names = referencesOf(await context.layout.read(descriptor), descriptor);
  const below = allEnded(names.manifests.map((child) => sendBlobs(context, child)));
  const [present, children] = await allEnded([isThere(), below]);
  if (!present) await allEnded(names.blobs.map((blob) => pushBlob(context, blob)));
  return { descriptor, present, children };
}
async function putManifests(context, { descriptor, present, children }) {
  await allEnded(children.map((child) => putManifests(context, child)));
  if (!present) await putManifest2(context, descriptor, descriptor.digest);
  const { digest } = descriptor;
  context.contents.set(digest, { descriptor, kind: "manifest", outcome: present ? "present" : "sent" });
}
function referencesOf(bytes, { mediaType, digest }) {
  return parseReferences(bytes, mediaType, digest);
}
async function setTag(context, root, name) {
  try {
    await putManifest2(context, root, name);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const now = await headTag(context.registry, context.repository, root, name).catch(() => void 0);
    if (now?.outcome !== "equal") throw error;
  }
}
async function hasManifest({ registry, repository }, { digest }) {
  return await registry.head({ ...repository, digest }, { toPush: true }) !== void 0;
}
async function putManifest2(context, descriptor, target) {
  const { registry, layout, repository, sleep, signal } = context;
  const bytes = await layout.read(descriptor);
  for (const wait of SETTLE_WAITS) {
    try {
      return await registry.putManifest(repository, target, { descriptor, bytes });
    } catch (error) {
      if (!isUnknownContent(error)) throw error;
      await sleep(wait, signal);
      await sendMissing(context, referencesOf(bytes, descriptor));
    }
  }
  await registry.putManifest(repository, target, { descriptor, bytes });
}
async function sendMissing(context, { manifests, blobs }) {
  for (const { digest } of blobs) context.run.forget(context.repository, digest);
  await allEnded(blobs.map((blob) => pushBlob(context, blob)));
  await allEnded(manifests.map((child) => pushManifest(context, child)));
}
async function pushBlob(context, blob) {
  const { registry, repository, run, contents } = context;
  const outcome = await run.pushBlob(registry, repository, await blobToPush(context, blob));
  contents.set(blob.digest, { descriptor: blob, kind: "blob", outcome });
}
async function blobToPush({ layout, registry }, blob) {
  const remote = await remoteOrigin(layout, blob);
  if (remote) return { blob, origin: remote, open: () => registry.openBlob(remote, blob) };
  return { blob, origin: layout.origin(blob.digest), open: () => layout.open(blob) };
}

// src/registry/read-document.ts
import { buffer } from "node:stream/consumers";
var MAX_DOCUMENT = 8 * 1024 * 1024;
function documentReader(registry, repository) {
  return async (descriptor) => {
    const { digest, mediaType, size } = descriptor;
    if (isIndexType(mediaType) || isManifestType(mediaType)) {
      return (await registry.manifest({ ...repository, digest })).bytes;
    }
    if (size > MAX_DOCUMENT) {
      throw new UserError(
        `${formatRepository(repository)}: ${digest} is no document of an image: it has ${size} bytes`,
        {
          hint: "is it an image at all?"
        }
      );
    }
    const bytes = await buffer(await registry.openBlob(repository, descriptor));
    verifyBytes(bytes, digest, `a document of ${formatRepository(repository)}`);
    return bytes;
  };
}

export {
  RegistryError,
  release,
  createRegistry,
  createPushRun,
  pushImage,
  sendImage,
  documentReader
};
