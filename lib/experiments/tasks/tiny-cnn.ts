import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasAdagrad, kerasL2 } from "../keras.js";
import { vggNetwork } from "../networks/vgg-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const time = { schedule: stepSchedule({ milestones: [70], gamma: 0.2 }), epochs: 80 };

/** Its network, initial kernels times `gain`. */
export function tinyCnnNetwork(gain = 1) {
  return vggNetwork({
    size: 64,
    stages: [
      { filters: 32, convolutions: 2 },
      { filters: 64, convolutions: 2 },
      { filters: 128, convolutions: 2 },
      { filters: 256, convolutions: 2 },
      { filters: 512, convolutions: 2 },
    ],
    batchNormMomentum: 0.1,
    classes: 200,
    gain,
  });
}

/** Tiny ImageNet by a VGG-style network of 11 layers. */
export const tinyCnn = {
  id: "tiny-CNN",
  text: "Tiny ImageNet by 10 convolutions with ReLU and batch-norm, and a linear layer",
  setting: {
    network: tinyCnnNetwork(),
    data: datasets.tinyImageNet({ validation: 0.1 }),
    batchSize: 128,
    record: { every: ["firstStepOfEpoch", "epoch"], top5: true },
    stop: [
      { kind: "accuracyFloor", epoch: 10, value: 0.2 },
      { kind: "lossBelow", value: 1e-3 },
      { kind: "lossUnchanged", epochs: 3 },
    ],
    select: "bestValidation",
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...kerasL2(1e-3) }) },
    adagrad: { ...time, optimizer: kerasAdagrad({ lr: 3 ** -4 }) },
  },
} as const satisfies StudyTask;
