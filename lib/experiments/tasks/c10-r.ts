import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasL2 } from "../keras.js";
import { vggNetwork } from "../networks/vgg-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const time = { schedule: stepSchedule({ milestones: [22, 26, 29], gamma: 0.2 }), epochs: 30 };

/** Its network, initial kernels times `gain`. */
export function c10RNetwork(gain = 1) {
  return vggNetwork({
    size: 32,
    stages: [
      { filters: 8, convolutions: 2 },
      { filters: 16, convolutions: 2 },
      { filters: 32, convolutions: 2 },
      { filters: 64, convolutions: 2 },
    ],
    batchNormMomentum: 0.05,
    classes: 10,
    gain,
  });
}

/** C10-CNN1 reduced to minutes: 2,500 images, 9 layers, batches of 32. */
export const c10R = {
  id: "C10-r",
  text: "2,500 images of CIFAR-10 by 8 convolutions with ReLU and batch-norm, and a linear layer",
  setting: {
    network: c10RNetwork(),
    data: datasets.cifar10({ limit: 2500 }),
    batchSize: 32,
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...kerasL2(1e-3) }) },
  },
} as const satisfies StudyTask;
