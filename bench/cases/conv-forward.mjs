// Seconds an image of a pass in evaluation mode in layca, bytes in, logits out: conv-forward.mjs NET IMAGES.safetensors THREADS PASSES
// The thread count of this thread's work is OMP_NUM_THREADS.
import { datasets, loadSafetensors, Model, train } from "layca";
import { CONV_NETS, LAYCA } from "./conv-nets.mjs";

const [name = "", path = "", threads = "2", passes = "3"] = process.argv.slice(2);
const network = CONV_NETS[name]();
const run = train(network, datasets.safetensors({ path, normalize: "scalar" }), {
  epochs: 1,
  batchSize: 128,
  threads: Number(threads),
  optimizer: LAYCA,
  record: { every: "epoch", rotation: false, norms: false },
});
await run.result;
const model = new Model({
  network,
  weights: run.weights(),
  normalize: { mean: [127.5], std: [74] },
});
const images = loadSafetensors(path)["train.inputs"];
const seconds = [];
for (let pass = 0; pass <= Number(passes); pass++) {
  const start = performance.now();
  model.logits(images).dispose();
  seconds.push((performance.now() - start) / 1000 / images.shape[0]);
}
// The first one is the warm-up.
const [, ...timed] = seconds;
console.log(JSON.stringify({ seconds: timed.sort((a, b) => a - b)[timed.length >> 1] }));
