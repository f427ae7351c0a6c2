import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { vggNetwork } from "../networks/vgg-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const time = { schedule: stepSchedule({ milestones: [50, 65, 75], gamma: 0.2 }), epochs: 80 };

/** Its network, initial kernels times `gain`. */
export function c10Cnn1FastNetwork(gain = 1) {
  return vggNetwork({
    size: 32,
    stages: [
      { filters: 16, convolutions: 3 },
      { filters: 32, convolutions: 3 },
      { filters: 64, convolutions: 3 },
      { filters: 128, convolutions: 3 },
    ],
    batchNormMomentum: 0.01,
    classes: 10,
    gain,
  });
}

/** The variant of C10-CNN1 with 13 kernels that the study rescales the initial weights of. */
export const c10Cnn1Fast = {
  id: "C10-CNN1-fast",
  text: "CIFAR-10 by 12 convolutions with ReLU and batch-norm, and a linear layer",
  setting: {
    network: c10Cnn1FastNetwork(),
    data: datasets.cifar10({ validation: 0.1 }),
    batchSize: 128,
    record: { every: ["firstStepOfEpoch", "epoch"] },
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
  },
} as const satisfies StudyTask;
