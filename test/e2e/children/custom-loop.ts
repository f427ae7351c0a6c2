// Trains the same job as a run and in a loop of its own, and says whether weights and records are the same, bit for
// bit. The process has one thread for operators, as the run has.
import assert from "node:assert/strict";
import {
  adam,
  datasets,
  layca,
  type Network,
  network,
  nn,
  openData,
  optim,
  randomFlip,
  randomShift,
  rotation,
  sgd,
  stepSchedule,
  type Tensor,
  tensor,
  torch,
  train,
  warmupSchedule,
} from "../../../lib/index.js";

const [task = "", rule = ""] = process.argv.slice(2);
const optimizers = {
  sgd: layca(sgd({ momentum: 0.9, lr: 0.01 }), { rate: 0.05, alpha: 0.2 }),
  adam: layca(adam({ lr: 0.01 }), { rate: 0.02 }),
};
const optimizer = optimizers[rule as keyof typeof optimizers];
const schedule = warmupSchedule({ epochs: 1, then: stepSchedule({ milestones: [1], gamma: 0.2 }) });
const run = { epochs: 4, batchSize: 7, seed: 11, precision: "float64" } as const;

/** Numbers that depend on their place, in three classes. */
function samples(shape: readonly number[]) {
  const count = 40;
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float64Array.from({ length: count * size }, (_, i) => Math.sin(i * i));
  const targets = BigInt64Array.from({ length: count }, (_, i) => BigInt((i * i) % 3));
  return { inputs: tensor(values, { shape: [count, ...shape] }), targets: tensor(targets) };
}

/** A linear layer as a user writes one. */
class Linear extends nn.Module {
  readonly weight: Tensor;
  readonly bias: Tensor;

  constructor(inFeatures: number, outFeatures: number) {
    super();
    this.weight = nn.parameter(torch.zeros([outFeatures, inFeatures], { dtype: "float64" }));
    this.bias = nn.parameter(torch.zeros([outFeatures], { dtype: "float64" }));
  }

  forward(x: Tensor): Tensor {
    return torch.nn.functional.linear(x, this.weight, { bias: this.bias });
  }
}

/** A perceptron of three layers, nothing of it a spec's. */
class Perceptron extends nn.Module {
  readonly first = new Linear(12, 16);
  readonly second = new Linear(16, 16);
  readonly output = new Linear(16, 3);

  forward(x: Tensor): Tensor {
    return this.output.forward(this.second.forward(this.first.forward(x).relu()).relu());
  }
}

const perceptron = network
  .vector({ features: 12 })
  .linear(16, { name: "first" })
  .relu()
  .linear(16, { name: "second" })
  .relu()
  .linear(3, { name: "output" });

const convnet = network
  .image({ channels: 2, height: 8, width: 8 })
  .conv2d(6, { kernelSize: 3, padding: "same", bias: false, init: "heUniform" })
  .batchNorm()
  .relu()
  .maxPool2d(2)
  .residual((branch) =>
    branch
      .conv2d(6, { kernelSize: 3, padding: "same", bias: false })
      .batchNorm({ affine: false })
      .relu(),
  )
  .dropout(0.25)
  .globalAvgPool()
  .linear(3);

interface Trainable extends nn.Module {
  forward(x: Tensor): Tensor;
}

interface Task {
  readonly spec: Network<"vector">;
  readonly model: Trainable;
  readonly shape: readonly number[];
  readonly augment: Parameters<typeof openData>[2]["augment"];
}

const { seed, precision } = run;
function taskOf(name: string): Task {
  const images = { shape: [2, 8, 8], augment: [randomFlip(), randomShift({ pixels: 1 })] };
  const vectors = { shape: [12], augment: [] };
  switch (name) {
    case "perceptron": {
      const model = new Perceptron();
      model.loadStateDict(perceptron.build({ seed, precision }).stateDict());
      return { spec: perceptron, model, ...vectors };
    }
    case "spec's perceptron":
      return { spec: perceptron, model: perceptron.build({ seed, precision }), ...vectors };
    default:
      return { spec: convnet, model: convnet.build({ seed, precision }), ...images };
  }
}

const { spec, model, shape, augment } = taskOf(task);
const data = datasets.tensors({ train: samples(shape) });
const fields = { ...run, augment };

const native = train(spec, data, {
  ...fields,
  optimizer,
  schedule,
  threads: 1,
  record: { every: ["firstStepOfEpoch", "epoch"] },
});
const { history, layers } = await native.result;

const { epochs, ...batches } = fields;
const opened = await openData(spec, data, batches);
const steps = new optim.Optimizer(model, optimizer, {
  schedule,
  updatesPerEpoch: opened.batchesPerEpoch,
});
const tracker = rotation.track(model);
const entries = [];
for (let epoch = 0; epoch < epochs; epoch++) {
  for (const { inputs, targets } of opened.train(epoch)) {
    steps.zeroGrad();
    torch.nn.functional.crossEntropy(model.forward(inputs), targets).backward();
    steps.step();
    if (steps.updates % opened.batchesPerEpoch === 1) entries.push(tracker.entry(steps.updates));
  }
  entries.push(tracker.entry(steps.updates));
}

const bytes = (state: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      key,
      Buffer.from(value.data().buffer).toString("hex"),
    ]),
  );
assert.deepEqual(bytes(model.stateDict()), bytes(native.weights()));
assert.notDeepEqual(bytes(model.stateDict()), bytes(native.initialWeights()));
assert.deepEqual(
  entries,
  history.map(({ rotation }) => rotation),
);
assert.deepEqual(
  tracker.layers,
  layers.map(({ parameter }) => parameter),
);
process.stdout.write(`${steps.updates} updates, ${entries.length} entries\n`);
