import { datasets, randomFlip, randomShift } from "../../data/index.js";
import { type Network, network } from "../../nn/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasAdam, kerasBatchNorm, kerasL2 } from "../keras.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const stages = [160, 320, 640];
const blocks = 4;
const norm = kerasBatchNorm(0.01);
const kernel = { kernelSize: 3, padding: 1, init: "glorotUniform" } as const;

function layers() {
  let net = network
    .image({ channels: 3, height: 32, width: 32 })
    .conv2d(16, { ...kernel, name: "first" });
  for (const [stage, filters] of stages.entries()) {
    for (let block = 0; block < blocks; block++) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const branch = (way: Network<"image">) =>
        way
          .batchNorm(norm)
          .relu()
          .conv2d(filters, { ...kernel, name: "conv1", stride })
          .batchNorm(norm)
          .relu()
          .dropout(0.3)
          .conv2d(filters, { ...kernel, name: "conv2" });
      const shortcut = (way: Network<"image">) =>
        way.conv2d(filters, { name: "conv", kernelSize: 1, stride, init: "glorotUniform" });
      const name = `stage${stage}-block${block}`;
      net = net.residual(branch, block === 0 ? { name, shortcut } : { name });
    }
  }
  return net
    .batchNorm(norm)
    .relu()
    .globalAvgPool()
    .linear(100, { name: "output", init: "glorotUniform" });
}

const momentum = { momentum: 0.9, nesterov: true, momentumForm: "velocity" } as const;
const published = {
  schedule: stepSchedule({ milestones: [60, 120, 160], gamma: 0.2 }),
  epochs: 200,
};
const dropped = {
  schedule: stepSchedule({ milestones: [100, 170, 220], gamma: 0.2 }),
  epochs: 250,
};

/** CIFAR-100, fine labels, by a Wide ResNet 28-10. */
export const c100Wrn = {
  id: "C100-WRN",
  text: "CIFAR-100 by Wide ResNet 28-10, with biases and dropout",
  setting: {
    network: layers(),
    data: datasets.cifar100({ validation: "test" }),
    augment: [randomShift({ pixels: 4, border: "reflect" }), randomFlip()],
    batchSize: 128,
    dropLast: true,
    record: { every: ["firstStepOfEpoch", "epoch"] },
  },
  trainings: {
    layca: { ...dropped, optimizer: publishedLayca },
    sgd: { ...published, optimizer: sgd({ lr: 0.1, ...momentum }) },
    sgdL2: { ...published, optimizer: sgd({ lr: 0.1, ...momentum, ...kerasL2(5e-4) }) },
    adamL2: { ...published, optimizer: kerasAdam({ lr: 3e-4, ...kerasL2(5e-4) }) },
  },
} as const satisfies StudyTask;
