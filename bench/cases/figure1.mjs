// Seconds a step of Figure 1's runs in layca: figure1.mjs DATA.safetensors THREADS
import { startFigure1 } from "./perceptron.mjs";

const WARM_UP = 20;
const TIMED = 200;

const [path = "", threads = "2"] = process.argv.slice(2);

/** @param {number} trained */
async function secondsAStep(trained) {
  const epochs = WARM_UP + TIMED;
  const run = startFigure1({ path, threads: Number(threads), trained, epochs });
  let start = 0;
  let first = 0;
  for await (const { step } of run) {
    // Records may come several at a time: the clock starts with the first that comes after the warm-up.
    if (step < WARM_UP || first > 0) continue;
    first = step;
    start = performance.now();
  }
  const { status, reason } = await run.result;
  if (status !== "finished") throw new Error(`layer ${trained}: ${status}, ${reason}`);
  return (performance.now() - start) / 1000 / (epochs - first);
}

const seconds = {};
for (const trained of [0, 5, 9]) seconds[trained] = await secondsAStep(trained);
console.log(JSON.stringify(seconds));
