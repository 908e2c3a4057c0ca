import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);
import {
  originLabels
} from "./chunk-VDMDN7BP.js";
import {
  RequestError
} from "./chunk-YMPWN76Y.js";

// src/stages/contents.ts
function contentsOf({ request, env }, plan, found, base) {
  const epoch = sourceDateEpoch(env.SOURCE_DATE_EPOCH);
  const { trigger } = found;
  return groupByMains(plan.images).map((images) => ({
    images,
    toBuild: {
      ...namesInLayout(images),
      mains: found.mains.filter((main) => images[0]?.mains.includes(main.importPath)),
      platforms: request.platforms,
      base,
      container: request.container,
      labels: { ...originLabels(trigger), ...request.container.labels },
      annotations: request.container.annotations,
      created: epoch ?? trigger.commit?.time ?? CONSTANT_TIME,
      fileTime: epoch ?? CONSTANT_TIME,
      shape: request.manifest
    }
  }));
}
function groupByMains(images) {
  const groups = /* @__PURE__ */ new Map();
  for (const image of images) {
    const key = image.mains.join("\n");
    groups.set(key, [...groups.get(key) ?? [], image]);
  }
  return [...groups.values()];
}
var CONSTANT_TIME = /* @__PURE__ */ new Date(0);
function sourceDateEpoch(text) {
  if (text === void 0 || text === "") return void 0;
  if (/^\d{1,12}$/.test(text)) return new Date(Number(text) * 1e3);
  const message = `"${text}" is no time`;
  throw new RequestError([{ subject: "SOURCE_DATE_EPOCH", message, hint: "set it to seconds since 1970, or unset it" }]);
}
function namesInLayout(images) {
  const [name = "", ...aliases] = images.flatMap(
    (image) => image.tags.length > 0 ? image.tags.map((tag) => `${image.name}:${tag.name}`) : [image.name]
  );
  return { name, aliases };
}

export {
  contentsOf
};
