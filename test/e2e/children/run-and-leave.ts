// Starts a run of minutes and leaves it in the way its argument names; the test looks at how the process ends.
import { setTimeout as delay } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { engine } from "../../../lib/native.js";
import { engineSpec, longSpec, started } from "../../support/engine-runs.js";
import { scriptWorker } from "../../support/script-worker.js";

const ways: Readonly<Record<string, () => Promise<void>>> = {
  "process.exit": async () => {
    const run = started(longSpec());
    await underWay(run.handle);
    process.exit(3);
  },
  throw: async () => {
    const run = started(longSpec());
    await underWay(run.handle);
    throw new Error("left by an exception");
  },
  "end of two runs": async () => {
    // Nothing waits for these: the runs themselves keep the process alive until both have ended.
    started(engineSpec());
    started(engineSpec({ epochs: 200 }));
  },
  "lost handle": async () => {
    for (let i = 0; i < 20; i++) started(engineSpec({ epochs: 50 }));
    for (let i = 0; i < 20; i++) {
      global.gc?.();
      await delay(5);
    }
  },
  "worker.terminate": async () => {
    const worker = trainingWorker();
    await new Promise((resolve) => worker.once("message", resolve));
    await worker.terminate();
    engine();
  },
  "process.exit with a worker": async () => {
    const worker = trainingWorker();
    await new Promise((resolve) => worker.once("message", resolve));
    started(longSpec());
    process.exit(4);
  },
};

function trainingWorker(): Worker {
  return scriptWorker(new URL("./run-in-worker.ts", import.meta.url));
}

async function underWay(handle: ReturnType<typeof started>["handle"]): Promise<void> {
  while (engine().runState(handle).step === 0) await delay(1);
}

await ways[process.argv[2] ?? ""]?.();
