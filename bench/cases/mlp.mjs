// Seconds a training step of the perceptron in layca, all kernels trained by Layca over plain SGD in shuffled
// batches of 128; biases stay as they are: mlp.mjs DATA.safetensors THREADS
import { datasets, layca, sgd, train } from "layca";
import { perceptron } from "./perceptron.mjs";
import { secondsAStep } from "./seconds-a-step.mjs";

const STEPS_AN_EPOCH = 10;
const [WARM_UP, TIMED] = [2, 10];

const [path = "", threads = "2"] = process.argv.slice(2);
const run = train(perceptron(), datasets.safetensors({ path }), {
  epochs: WARM_UP + TIMED,
  batchSize: 128,
  threads: Number(threads),
  optimizer: layca(sgd(), { rate: 3 ** -3, others: "frozen" }),
  record: { every: "epoch", rotation: false, norms: false },
});
console.log(JSON.stringify({ seconds: await secondsAStep(run, WARM_UP * STEPS_AN_EPOCH) }));
