import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasL2, kerasRmsprop } from "../keras.js";
import { vggNetwork } from "../networks/vgg-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const time = { schedule: stepSchedule({ milestones: [80, 90, 97], gamma: 0.2 }), epochs: 100 };

/** Its network, initial kernels times `gain`. */
export function c10Cnn1Network(gain = 1) {
  return vggNetwork({
    size: 32,
    stages: [
      { filters: 32, convolutions: 6 },
      { filters: 64, convolutions: 6 },
      { filters: 128, convolutions: 6 },
      { filters: 256, convolutions: 6 },
    ],
    batchNormMomentum: 0.01,
    classes: 10,
    gain,
  });
}

/** CIFAR-10 by a VGG-style network of 25 layers. */
export const c10Cnn1 = {
  id: "C10-CNN1",
  text: "CIFAR-10 by 24 convolutions with ReLU and batch-norm, and a linear layer",
  setting: {
    network: c10Cnn1Network(),
    data: datasets.cifar10({ validation: 0.1 }),
    batchSize: 128,
    record: { every: ["firstStepOfEpoch", "epoch"] },
    stop: [
      { kind: "accuracyFloor", epoch: 7, value: 0.2 },
      { kind: "lossBelow", value: 1e-4 },
      { kind: "lossUnchanged", epochs: 3 },
    ],
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...kerasL2(1e-3) }) },
    rmsprop: { ...time, optimizer: kerasRmsprop({ lr: 3 ** -6 }) },
  },
} as const satisfies StudyTask;
