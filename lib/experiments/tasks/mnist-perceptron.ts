import { datasets, type MnistOptions } from "../../data/index.js";
import type { ScheduleInput } from "../../optim/index.js";
import type { RunSpecInput } from "../../train/run-spec.js";
import type { PerScale, Task } from "../define-figure.js";
import { perceptron } from "../networks/perceptron.js";

const scales = ["smoke", "reduced", "paper"] as const;
/** Units of a hidden layer. */
const width: PerScale<number> = { paper: 784, reduced: 784, smoke: 32 };

/** What the figures vary of the task. */
export interface MnistPerceptronOptions {
  readonly id: string;
  readonly images: PerScale<MnistOptions>;
  readonly epochs: PerScale<number>;
  readonly schedule?: PerScale<ScheduleInput>;
  readonly record: PerScale<RunSpecInput["record"]>;
}

/**
 * The study's multi-layer perceptron on MNIST (`MNIST-MLP` of its code): ten hidden layers of 784 ReLU units,
 * biases that start at 0, Glorot-uniform kernels, batches of 128, cross-entropy. At smoke scale 32 units.
 */
export function mnistPerceptron(options: MnistPerceptronOptions): Task {
  const spec = (scale: (typeof scales)[number]) => ({
    network: perceptron(width[scale]),
    data: datasets.mnist(options.images[scale]),
    epochs: options.epochs[scale],
    batchSize: 128,
    record: options.record[scale],
    ...(options.schedule ? { schedule: options.schedule[scale] } : {}),
  });
  return {
    id: options.id,
    text: "MNIST by a perceptron of ten hidden ReLU layers, with biases and Glorot-uniform kernels",
    spec: { paper: spec("paper"), reduced: spec("reduced"), smoke: spec("smoke") },
  };
}
