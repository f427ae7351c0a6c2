import type { RunSpecInput } from "../../lib/train/run-spec.js";

/** A small run that is right; tests change what they are about. */
export const smallRun = {
  network: {
    input: { kind: "vector", features: 784 },
    layers: [
      { kind: "linear", outFeatures: 20 },
      { kind: "relu" },
      { kind: "linear", outFeatures: 10 },
    ],
  },
  data: { kind: "mnist", root: "mnist" },
  optimizer: { kind: "sgd", lr: 0.1 },
  epochs: 2,
  batchSize: 16,
} as const satisfies RunSpecInput;
