import { datasets } from "../../data/index.js";
import { sgd, stepSchedule } from "../../optim/index.js";
import { kerasL2 } from "../keras.js";
import { convolutionsOf, residualNetwork } from "../networks/residual-network.js";
import { publishedLayca } from "../published-layca.js";
import type { StudyTask } from "../study-task.js";

const stacks = [
  { filters: 8, blocks: 1 },
  { filters: 16, blocks: 1 },
  { filters: 32, blocks: 1 },
];
const time = { schedule: stepSchedule({ milestones: [35, 45, 48], gamma: 0.1 }), epochs: 50 };
const l2 = { ...kerasL2(1e-3), weightDecayOn: convolutionsOf(stacks) };

/** Its network, initial kernels times `gain`. */
export function c100RNetwork(gain = 1) {
  return residualNetwork({ stacks, batchNormMomentum: 0.05, classes: 20, gain });
}

/** C100-resnet reduced to minutes: 1,200 images of 20 coarse classes, ResNet-8, batches of 16. */
export const c100R = {
  id: "C100-r",
  text: "1,200 images of CIFAR-100 in 20 coarse classes by ResNet-8",
  setting: {
    network: c100RNetwork(),
    data: datasets.cifar100({ labels: "coarse", limit: 1200 }),
    batchSize: 16,
  },
  trainings: {
    layca: { ...time, optimizer: publishedLayca },
    sgd: { ...time, optimizer: sgd({ lr: 3 ** -1 }) },
    sgdL2: { ...time, optimizer: sgd({ lr: 3 ** -1, ...l2 }) },
  },
} as const satisfies StudyTask;
