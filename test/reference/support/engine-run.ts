import type {
  NativeDataSet,
  NativeRunInputs,
  NativeRunState,
  RunHandle,
  TensorHandle,
} from "../../../lib/addon.js";
import { engine } from "../../../lib/native.js";
import type { HistoryEntry } from "../../../lib/record.js";
import { engineSpec, parseRunSpec, type RunSpecInput } from "../../../lib/train/run-spec.js";
import { type EnginePath, FUSED } from "./engine-paths.js";
import type { Precision } from "./precision.js";
import { flat, type Samples, type State, shapeOf } from "./reference-data.js";

/** Weights as flat rows of numbers, by PyTorch's keys. */
export type Weights = Readonly<Record<string, readonly number[]>>;

export interface Outcome {
  readonly state: NativeRunState;
  readonly entries: readonly HistoryEntry[];
  readonly initial: Weights;
  readonly final: Weights;
}

/** A run spec without its data, which is in memory here; full batches unless said, in data order. */
export type Settings = Omit<RunSpecInput, "data" | "initialWeights" | "device">;

/** The data and the initial weights of a run; the latter drawn from the seed when absent. */
export interface Given {
  readonly train: Samples;
  readonly test?: Samples;
  readonly initial?: State;
}

/** Runs the engine on numbers in memory, without lib/train, to its end; throws the reason of an error. */
export async function runEngine(
  settings: Settings,
  given: Given,
  path: EnginePath = FUSED,
): Promise<Outcome> {
  const precision = settings.precision === "float64" ? "float64" : "float32";
  const targetsAre = settings.loss?.kind === "mse" ? "numbers" : "classes";
  const { run, state, entries } = await runToEnd(
    settings,
    {
      train: dataSet(given.train, precision, targetsAre),
      ...(given.test && { test: dataSet(given.test, precision, targetsAre) }),
      ...(given.initial && { initialWeights: stateDict(given.initial, precision) }),
    },
    path,
  );
  const addon = engine();
  return {
    state,
    entries,
    initial: numbers(addon.runWeights(run, "initial")),
    final: numbers(addon.runWeights(run, "current")),
  };
}

/** The same on tensors, whose weights stay in the engine. */
export async function runToEnd(
  settings: Settings,
  inputs: NativeRunInputs,
  path: EnginePath = FUSED,
): Promise<Pick<Outcome, "state" | "entries"> & { readonly run: RunHandle }> {
  const spec = parseRunSpec({
    shuffle: false,
    ...settings,
    device: path.device,
    data: { kind: "safetensors", path: "in-memory.safetensors" },
  });
  const addon = engine();
  const run = await new Promise<RunHandle>((resolve) => {
    const handle = addon.runStart(
      engineSpec(spec),
      { ...inputs, multiTensor: path.multiTensor },
      () => {
        if (addon.runState(handle).status !== "running") resolve(handle);
      },
    );
  });
  const state = addon.runState(run);
  if (state.error) throw new Error(state.reason);
  const entries = Array.from({ length: state.entries }, (_, index) => addon.runEntry(run, index));
  return { run, state, entries };
}

/** Samples as the engine takes them. */
export function dataSet(
  samples: Samples,
  precision: Precision,
  targetsAre: "classes" | "numbers" = "classes",
): NativeDataSet {
  const inputs = tensor(flat(samples.inputs), shapeOf(samples.inputs), precision);
  const numbers = flat(samples.targets);
  if (targetsAre === "numbers") {
    return { inputs, targets: tensor(numbers, shapeOf(samples.targets), precision) };
  }
  const targets = BigInt64Array.from(numbers, BigInt);
  return { inputs, targets: engine().tensorFromBytes(targets, [targets.length], "int64", "cpu") };
}

/** A state dict as the engine takes it; `num_batches_tracked` is an integer as in PyTorch. */
export function stateDict(state: State, precision: Precision): Record<string, TensorHandle> {
  const entries = Object.entries(state).map(([key, value]) => {
    if (!key.endsWith("num_batches_tracked")) {
      return [key, tensor(flat(value), shapeOf(value), precision)] as const;
    }
    const counted = BigInt64Array.from(flat(value), BigInt);
    return [key, engine().tensorFromBytes(counted, [], "int64", "cpu")] as const;
  });
  return Object.fromEntries(entries);
}

/** A tensor, on the CPU unless said. */
export function tensor(
  values: ArrayLike<number>,
  shape: readonly number[],
  precision: Precision,
  device = "cpu",
): TensorHandle {
  const bytes = precision === "float64" ? Float64Array.from(values) : Float32Array.from(values);
  return engine().tensorFromBytes(bytes, shape, precision, device);
}

function numbers(tensors: Readonly<Record<string, TensorHandle>>): Weights {
  return Object.fromEntries(Object.entries(tensors).map(([key, value]) => [key, valuesOf(value)]));
}

/** The values of a weight or counter, row-major. */
export function valuesOf(handle: TensorHandle): number[] {
  const bytes = engine().tensorToBytes(handle);
  const { dtype } = engine().tensorInfo(handle);
  switch (dtype) {
    case "float32":
      return [...new Float32Array(bytes)];
    case "float64":
      return [...new Float64Array(bytes)];
    case "int64":
      return Array.from(new BigInt64Array(bytes), Number);
    default:
      throw new Error(`weights: expected float32, float64 or int64 but received ${dtype}`);
  }
}
