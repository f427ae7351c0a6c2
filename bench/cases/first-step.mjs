// Imports layca, takes one training step and prints the peak memory: first-step.mjs DATA.safetensors THREADS
import { datasets, network, train } from "layca";
import { peakBytes } from "./peak-bytes.mjs";

const [path = "", threads = "2"] = process.argv.slice(2);

const run = train(
  network.vector({ features: 784 }).linear(100).relu().linear(10),
  datasets.safetensors({ path }),
  {
    epochs: 1,
    batchSize: 100,
    threads: Number(threads),
    optimizer: { kind: "sgd", lr: 0.1 },
    record: { every: "epoch", rotation: false, norms: false },
  },
);
const { history } = await run.result;
console.log(JSON.stringify({ loss: history[0]?.train.loss, peakBytes: peakBytes() }));
