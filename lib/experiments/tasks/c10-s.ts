import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasL2 } from "../keras.js";
import { vggNetwork } from "../networks/vgg-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const time = { schedule: stepSchedule({ milestones: [2], gamma: 0.2 }), epochs: 3 };

/** Its network, initial kernels times `gain`. */
export function c10SNetwork(gain = 1) {
  return vggNetwork({
    size: 32,
    stages: [
      { filters: 2, convolutions: 1 },
      { filters: 4, convolutions: 1 },
    ],
    batchNormMomentum: 0.05,
    classes: 10,
    gain,
  });
}

/** C10-CNN1 reduced to a moment, to see that all works. */
export const c10S = {
  id: "C10-s",
  text: "24 images of CIFAR-10 by 2 convolutions with ReLU and batch-norm, and a linear layer",
  setting: {
    network: c10SNetwork(),
    data: datasets.cifar10({ limit: 24 }),
    batchSize: 8,
    record: { every: ["firstStepOfEpoch", "epoch"] },
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...kerasL2(1e-3) }) },
  },
} as const satisfies StudyTask;
