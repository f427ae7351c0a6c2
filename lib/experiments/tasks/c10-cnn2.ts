import { datasets, randomFlip } from "../../data/index.js";
import { network } from "../../nn/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasBatchNorm, kerasL2, kerasRmsprop } from "../keras.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

/** Filters of each convolution of a stage; after all but a stage's last one comes dropout. */
const stages = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
];
const norm = { affine: false, ...kerasBatchNorm(0.01) };
const kernel = { bias: false, init: "heNormal" } as const;

function layers() {
  let net = network.image({ channels: 3, height: 32, width: 32 });
  for (const [stage, filters] of stages.entries()) {
    for (const [index, count] of filters.entries()) {
      const name = `stage${stage}-conv${index}`;
      net = net.conv2d(count, { ...kernel, name, kernelSize: 3, padding: "same" });
      net = net.batchNorm(norm).relu();
      if (index + 1 < filters.length) net = net.dropout(stage === 0 ? 0.3 : 0.4);
    }
    net = net.maxPool2d(2);
  }
  return net
    .flatten()
    .dropout(0.5)
    .linear(512, { ...kernel, name: "dense" })
    .batchNorm(norm)
    .relu()
    .dropout(0.5)
    .linear(10, { ...kernel, name: "output" });
}

const halvings = [25, 50, 75, 100, 125, 150, 175, 200, 225];
const halved = { schedule: stepSchedule({ milestones: halvings, gamma: 0.5 }), epochs: 250 };
const dropped = {
  schedule: stepSchedule({ milestones: [100, 170, 220], gamma: 0.2 }),
  epochs: 250,
};

/**
 * CIFAR-10 by the VGG network of the Torch blog. The published curves are those of a script that flips images
 * alone; the released one shifts them too.
 */
export const c10Cnn2 = {
  id: "C10-CNN2",
  text: "CIFAR-10 by 13 convolutions with batch-norm, ReLU and dropout, and two linear layers",
  setting: {
    network: layers(),
    data: datasets.cifar10({ validation: "test" }),
    augment: [randomFlip()],
    batchSize: 128,
    dropLast: true,
    record: { every: ["firstStepOfEpoch", "epoch"] },
  },
  trainings: {
    layca: { ...dropped, optimizer: publishedLayca },
    sgd: { ...halved, optimizer: sgd({ lr: 0.5 }) },
    sgdL2: { ...halved, optimizer: sgd({ lr: 0.5, ...kerasL2(5e-4) }) },
    rmspropL2: { ...halved, optimizer: kerasRmsprop({ lr: 3e-4, ...kerasL2(5e-4) }) },
  },
} as const satisfies StudyTask;
