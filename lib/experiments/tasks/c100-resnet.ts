import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasAdam, kerasL2 } from "../keras.js";
import { convolutionsOf, residualNetwork } from "../networks/residual-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const stacks = [
  { filters: 16, blocks: 5 },
  { filters: 32, blocks: 5 },
  { filters: 64, blocks: 5 },
];
const time = { schedule: stepSchedule({ milestones: [70, 90, 97], gamma: 0.1 }), epochs: 100 };
const l2 = { ...kerasL2(1e-3), weightDecayOn: convolutionsOf(stacks) };

/** Its network, initial kernels times `gain`. */
export function c100ResnetNetwork(gain = 1) {
  return residualNetwork({ stacks, batchNormMomentum: 0.01, classes: 100, gain });
}

/** CIFAR-100, fine labels, by ResNet-32. */
export const c100Resnet = {
  id: "C100-resnet",
  text: "CIFAR-100 by ResNet-32, without scale or shift in its batch-norms",
  setting: {
    network: c100ResnetNetwork(),
    data: datasets.cifar100({ validation: 0.1 }),
    batchSize: 128,
    record: { every: ["firstStepOfEpoch", "epoch"] },
    stop: [
      { kind: "accuracyFloor", epoch: 7, value: 0.1 },
      { kind: "lossBelow", value: 1e-3 },
      { kind: "lossUnchanged", epochs: 3 },
    ],
    select: "bestValidation",
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...l2 }) },
    adam: { ...time, optimizer: kerasAdam({ lr: 3 ** -5 }) },
  },
} as const satisfies StudyTask;
