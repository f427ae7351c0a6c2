import type {
  EngineSpec,
  NativeDataSet,
  NativeRunInputs,
  NativeRunState,
  RunHandle,
} from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import type { HistoryEntry } from "../../lib/record.js";
import { sgdSpec } from "./optimizer-specs.js";

export function linear(outFeatures: number, changes: EngineSpec = {}): EngineSpec {
  return { kind: "linear", outFeatures, bias: true, init: "torch", ...changes };
}

export const relu: EngineSpec = { kind: "relu" };

export const batchNorm: EngineSpec = { kind: "batchNorm", affine: true, momentum: 0.1, eps: 1e-5 };

/** What is recorded: every epoch's end, but for `changes`. */
export function recordSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    every: "epoch",
    rotation: true,
    norms: true,
    gradients: false,
    secondMoments: false,
    top5: false,
    ...changes,
  };
}

/** A complete engine spec: three linear layers on 12 features and 3 classes, but for `changes`. */
export function engineSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    network: {
      input: { kind: "vector", features: 12 },
      layers: [linear(16), relu, linear(16), relu, linear(3)],
    },
    loss: { kind: "crossEntropy", labelSmoothing: 0 },
    optimizer: sgdSpec(),
    schedule: { kind: "constant" },
    epochs: 3,
    batchSize: 8,
    shuffle: true,
    dropLast: false,
    augment: [],
    clipGradNorm: null,
    accumulate: 1,
    trainable: "all",
    seed: 1,
    device: "cpu",
    precision: "float32",
    threads: 1,
    record: recordSpec(),
    stop: [],
    select: "final",
    ...changes,
  };
}

/** A spec that trains for minutes unless it is stopped. */
export function longSpec(): EngineSpec {
  return engineSpec({ epochs: 1_000_000, record: recordSpec({ every: { steps: 1000 } }) });
}

/** `count` samples of `features` bytes that depend on their number, in `classes` classes in turn. */
export function samples(count = 30, features = 12, classes = 3): NativeDataSet {
  const bytes = Uint8Array.from(
    { length: count * features },
    (_, index) => (index * index * 31 + index * 7) % 251,
  );
  const targets = BigInt64Array.from({ length: count }, (_, index) => BigInt(index % classes));
  return {
    inputs: engine().tensorFromBytes(bytes, [count, features], "uint8", "cpu"),
    targets: engine().tensorFromBytes(targets, [count], "int64", "cpu"),
  };
}

/** Inputs of a run on `samples()`, brought to about unit size. */
export function engineInputs(changes: Partial<NativeRunInputs> = {}): NativeRunInputs {
  return { train: samples(), normalize: { mean: [125], std: [72] }, ...changes };
}

export interface EndedRun {
  readonly handle: RunHandle;
  readonly state: NativeRunState;
  readonly history: readonly HistoryEntry[];
}

/** Runs to the end. */
export function runEngine(spec: EngineSpec, inputs = engineInputs()): Promise<EndedRun> {
  return started(spec, inputs).ended;
}

/** Starts a run. */
export function started(spec: EngineSpec, inputs = engineInputs()) {
  let handle: RunHandle | undefined;
  const ended = new Promise<EndedRun>((resolve) => {
    const wake = () => {
      if (!handle) return;
      const state = engine().runState(handle);
      if (state.status === "running") return;
      const history = Array.from({ length: state.entries }, (_, index) =>
        engine().runEntry(handle as RunHandle, index),
      );
      resolve({ handle, state, history });
    };
    handle = engine().runStart(spec, inputs, wake);
  });
  return { handle: handle as unknown as RunHandle, ended };
}

/** The state dict's bytes by key. */
export function weightBytes(run: RunHandle, which: "initial" | "current" = "current") {
  return Object.fromEntries(
    Object.entries(engine().runWeights(run, which)).map(([key, tensor]) => [
      key,
      Buffer.from(engine().tensorToBytes(tensor)).toString("hex"),
    ]),
  );
}

/** One tensor of the state dict as numbers (float32). */
export function weightValues(
  run: RunHandle,
  key: string,
  which: "initial" | "current" = "current",
) {
  const tensor = engine().runWeights(run, which)[key];
  if (!tensor) throw new Error(`no ${key}`);
  return new Float32Array(engine().tensorToBytes(tensor));
}
