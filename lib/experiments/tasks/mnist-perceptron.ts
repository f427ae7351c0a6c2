import { datasets, type MnistOptions } from "../../data/index.js";
import { network } from "../../nn/index.js";
import type { ScheduleInput } from "../../optim/index.js";
import type { RunSpecInput } from "../../train/run-spec.js";
import type { PerScale, Task } from "../define-figure.js";

const hiddenLayers = 10;
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

/** The name of the linear layer with this index among them: its place in the list, activations counted. */
export function linearLayerName(index: number): string {
  return String(2 * index);
}

/** Its network, with hidden layers of so many units. */
export function perceptron(units: number) {
  let net = network.vector({ features: 784 });
  for (let layer = 0; layer < hiddenLayers; layer++) {
    net = net.linear(units, { init: "glorotUniform" }).relu();
  }
  return net.linear(10, { init: "glorotUniform" });
}
