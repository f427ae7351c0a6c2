// Trains in a worker thread and says when it is under way.
import { setTimeout as delay } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { engine } from "../../../lib/native.js";
import { longSpec, started } from "../../support/engine-runs.js";

const { handle } = started(longSpec());
while (engine().runState(handle).step === 0) await delay(1);
parentPort?.postMessage("under way");
