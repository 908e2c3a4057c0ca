import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);

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
  createPhases
};
