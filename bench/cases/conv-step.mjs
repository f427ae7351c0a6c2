// Seconds a training step of a convolutional network in layca, all kernels trained by Layca over plain SGD in shuffled
// batches of 128, and the peak memory of it: conv-step.mjs NET IMAGES.safetensors THREADS EPOCHS [--bfloat16 | --augment]
import { datasets, randomFlip, randomShift, train } from "layca";
import { CONV_NETS, LAYCA } from "./conv-nets.mjs";
import { peakBytes } from "./peak-bytes.mjs";
import { secondsAStep } from "./seconds-a-step.mjs";

const STEPS_AN_EPOCH = 4;

const [name = "", path = "", threads = "2", epochs = "3", ...options] = process.argv.slice(2);
const run = train(CONV_NETS[name](), datasets.safetensors({ path, normalize: "scalar" }), {
  // The first one is the warm-up.
  epochs: 1 + Number(epochs),
  batchSize: 128,
  threads: Number(threads),
  optimizer: LAYCA,
  precision: options.includes("--bfloat16") ? "bfloat16" : "float32",
  augment: options.includes("--augment") ? [randomFlip(), randomShift({ pixels: 4 })] : [],
  record: { every: "epoch", rotation: false, norms: false },
});
const seconds = await secondsAStep(run, STEPS_AN_EPOCH);
console.log(JSON.stringify({ seconds, peakBytes: peakBytes() }));
