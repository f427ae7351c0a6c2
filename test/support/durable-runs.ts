import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { RunRecord } from "../../lib/record.js";
import { parseRunSpec, type RunSpec, type RunSpecInput } from "../../lib/train/run-spec.js";

type Fields = Partial<Omit<RunSpecInput, "data">> & {
  readonly data?: { readonly validation: number };
};

/** Its checkpoints have some megabytes, so that writing one takes a while. */
const wide = {
  input: { kind: "vector", features: 784 },
  layers: [
    { kind: "linear", outFeatures: 512 },
    { kind: "relu" },
    { kind: "linear", outFeatures: 10 },
  ],
} as const;

const image = {
  input: { kind: "image", channels: 1, height: 28, width: 28 },
  layers: [
    { kind: "conv2d", outChannels: 8, kernelSize: 3, bias: false },
    { kind: "batchNorm" },
    { kind: "relu" },
    { kind: "globalAvgPool" },
    { kind: "dropout", p: 0.2 },
    { kind: "linear", outFeatures: 10 },
  ],
} as const;

/** Runs of eight updates an epoch, each of which has something of its own to keep in a checkpoint. */
const fields: Readonly<Record<string, Fields>> = {
  "momentum and Layca, recorded at every step": {
    optimizer: { kind: "layca", rate: 0.02, base: { kind: "sgd", momentum: 0.9 } },
    record: { every: ["step", "epoch"] },
  },
  "adam and a cosine, with angles over several steps": {
    optimizer: { kind: "adam", amsgrad: true },
    schedule: { kind: "cosine", epochs: 40, final: 0.1 },
    record: { every: ["epoch", { steps: 5 }], gradients: true, secondMoments: true },
  },
  "dropout, batch-norm and augmentation of images": {
    network: image,
    optimizer: { kind: "sgd", lr: 0.05, momentum: 0.9, nesterov: true },
    augment: [{ kind: "randomFlip" }, { kind: "randomShift", pixels: 3 }],
  },
  "the best epoch by validation": {
    network: { ...wide, layers: [wide.layers[0], { kind: "batchNorm" }, ...wide.layers.slice(1)] },
    data: { validation: 0.2 },
    optimizer: { kind: "sgd", lr: 1 },
    batchSize: 7,
    dropLast: true,
    select: "bestValidation",
  },
  "a loss that stands still until a rule stops it": {
    optimizer: { kind: "sgd", lr: 0 },
    shuffle: false,
    stop: [{ kind: "lossUnchanged", epochs: 8 }],
  },
  "accumulation, clipping and a warm-up": {
    optimizer: {
      kind: "lars",
      rate: 0.02,
      base: { kind: "rmsprop", momentum: 0.5, centered: true },
    },
    schedule: { kind: "warmup", epochs: 6, then: { kind: "step", milestones: [2] } },
    ...{ batchSize: 4, accumulate: 2, clipGradNorm: 0.5 },
    record: { every: "firstStepOfEpoch" },
  },
  "a frozen prefix, in bfloat16": {
    optimizer: { kind: "adamW", weightDecay: 0.1 },
    trainable: ["2"],
    precision: "bfloat16",
  },
};

export const durableRuns: readonly string[] = Object.keys(fields);

/** Writes the run file of a named run on the small MNIST beside it, and returns its path and what it says. */
export function writeRunFile(
  folder: string,
  name: string,
  changes: Pick<RunSpecInput, "epochs">,
): { readonly file: string; readonly spec: RunSpec } {
  const { data, ...own } = fields[name] ?? {};
  const run = {
    network: wide,
    data: { kind: "mnist", root: "mnist", ...data },
    batchSize: 8,
    threads: 1,
    checkpoint: { every: { steps: 2 } },
    ...own,
    ...changes,
  };
  const file = join(folder, `${durableRuns.indexOf(name)}-${changes.epochs}.json`);
  writeFileSync(file, JSON.stringify(run));
  return { file, spec: parseRunSpec(run, { baseDirectory: folder }) };
}

export function recordIn(directory: string): RunRecord {
  return JSON.parse(readFileSync(join(directory, "record.json"), "utf8"));
}

/** Fails unless two directories hold the same run, bit for bit, and nothing half written. */
export function expectSameRun(directory: string, expected: string): void {
  const [actual, wanted] = [recordIn(directory), recordIn(expected)];
  expect(actual.status).toBe(wanted.status);
  expect(actual.reason).toBe(wanted.reason);
  expect(actual.test).toEqual(wanted.test);
  expect(actual.history).toEqual(wanted.history);
  for (const name of ["history.jsonl", "initial.safetensors", "final.safetensors"]) {
    const [one, other] = [directory, expected].map((folder) => readFileSync(join(folder, name)));
    expect(one?.equals(other ?? Buffer.of()), name).toBe(true);
  }
  const whole = (folder: string) =>
    readdirSync(folder).filter((name) => !/^record\.json\.\d+$/.test(name));
  expect(whole(directory).sort()).toEqual(whole(expected).sort());
}
