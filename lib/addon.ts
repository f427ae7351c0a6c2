import type {
  LockHandle,
  ModelHandle,
  NetworkHandle,
  OptimizerHandle,
  RotationHandle,
  RunHandle,
  SamplesHandle,
  TensorHandle,
} from "./addon/handles.js";
import type { TensorAddon } from "./addon/tensor-addon.js";
import type { Figures, HistoryEntry, KernelLayer, RotationEntry, RunStatus } from "./record.js";

export type * from "./addon/handles.js";

/**
 * What the engine's addon exports: complete, typed and dumb. Every argument is checked natively too, so that
 * no value from JavaScript can crash the process. Only `native.ts` obtains it.
 */

/** A parameter of an optimizer: a dense tensor of float32 or float64; a kernel where it has two dimensions or more. */
export interface NativeParameter {
  readonly value: TensorHandle;
  /** The name by which `weightDecayOn` calls it. */
  readonly layer: string;
  /** What its buffers' names begin with; default: its index. */
  readonly key?: string;
  /** What errors call it; default: `layer "<layer>"`. */
  readonly place?: string;
  /** Whether it is stepped (true); a kernel that is not counts for alpha all the same. */
  readonly trained?: boolean;
}

/** The parts of the resolved run spec that the engine executes, exactly as spec.md writes them. */
export type EngineSpec = Readonly<Record<string, unknown>>;

/** A set of samples: inputs [N, …] (uint8, float32 or float64) and targets [N] (int64), for mse [N, K] (float32 or float64). */
export interface NativeDataSet {
  readonly inputs: TensorHandle;
  readonly targets: TensorHandle;
  /** int64 [n]: which samples belong to the set, in this order; all of them when absent. */
  readonly indices?: TensorHandle;
}

/** What a run needs beside its spec. */
export interface NativeRunInputs {
  readonly train: NativeDataSet;
  readonly validation?: NativeDataSet;
  readonly test?: NativeDataSet;
  /** Subtracted mean and dividing deviation, one number or one a channel. */
  readonly normalize?: { readonly mean: readonly number[]; readonly std: readonly number[] };
  /** State dict by PyTorch's keys; drawn from the seed when absent. */
  readonly initialWeights?: Readonly<Record<string, TensorHandle>>;
  /** Where the engine's thread writes the state dict before the first and after the last step. */
  readonly initialPath?: string;
  readonly finalPath?: string;
  /** Where the engine's thread appends every entry as a line of JSON. */
  readonly historyPath?: string;
  /** Where checkpoints go: those that the spec asks for, and one when the run is stopped. */
  readonly checkpointPath?: string;
  /** What stands in the headers of checkpoints and final weights beside their tensors. */
  readonly metadata?: Readonly<Record<string, string>>;
  /**
   * Files of an earlier run, removed in this order once all that this one was given has been taken; what is
   * refused before that has changed nothing.
   */
  readonly replaces?: readonly string[];
  /** A checkpoint's tensors: the run goes on from it. */
  readonly resume?: Readonly<Record<string, TensorHandle>>;
  /** Steps by libtorch's multi-tensor operators also on the CPU, as on other devices; for comparison. */
  readonly multiTensor?: boolean;
}

export interface NativeRunState {
  readonly status: RunStatus;
  /** Whether all that the run was given has been taken and its files are its own. */
  readonly begun: boolean;
  /** Why a run failed, or was stopped by a rule; `error` says that it is no result of training but an error (out of memory, a full disk). */
  readonly reason?: string;
  readonly error?: boolean;
  /** Where, if the reason is what the run was given: `checkpoint["0.weight"]`. */
  readonly place?: string;
  readonly entries: number;
  /** Progress: the epoch under way, updates done and to do, samples seen, mean training loss of this epoch so far. */
  readonly epoch: number;
  readonly step: number;
  readonly totalSteps: number;
  readonly samples: number;
  /** Updates done before this run went on from a checkpoint, and samples seen since. */
  readonly firstStep: number;
  readonly samplesNow: number;
  readonly loss?: number;
  readonly accuracy?: number;
  readonly seconds: number;
  /** Whether the frozen prefix of the network was computed once. */
  readonly cachedLayers: number;
  readonly layers: readonly KernelLayer[];
  readonly test?: Figures;
}

/** The purposes random numbers are drawn for; each has a stream of its own. */
export type RandomPurpose = "init" | "shuffle" | "dropout" | "augment" | "perClass" | "validation";

/** How images are augmented outside of a run. */
export interface NativeAugmentOptions {
  /** As in the run spec. */
  readonly augment: readonly unknown[];
  readonly normalize?: { readonly mean: readonly number[]; readonly std: readonly number[] };
  readonly seed: number;
  readonly epoch: number;
  /** The first image's place in the epoch's order. */
  readonly first: number;
  readonly precision: "float32" | "float64";
  readonly channelsLast: boolean;
  readonly threads: number;
}

export interface EngineAddon extends TensorAddon {
  // binding/engine_info.cpp
  libtorchVersion(): string;
  cudaDeviceCount(): number;
  /** Stops and joins every run of this environment; called when the process or worker exits. */
  shutdown(): void;

  // binding/run.cpp
  /** Starts a run on a thread of its own. `wake` is called, coalesced, after new entries and at the end. */
  runStart(spec: EngineSpec, inputs: NativeRunInputs, wake: () => void): RunHandle;
  /** Asks the run to end after the step in hand. */
  runStop(run: RunHandle): void;
  runState(run: RunHandle): NativeRunState;
  runEntry(run: RunHandle, index: number): HistoryEntry;
  /** State dict by PyTorch's keys: `initial` at any time once started, `current` only when the run has ended. */
  runWeights(run: RunHandle, which: "initial" | "current"): Record<string, TensorHandle>;
  /** The spec after a round trip through the engine's structures. */
  echoSpec(spec: EngineSpec): EngineSpec;
  /** Shuffles 0 … n−1 by (seed, purpose, index): the same permutation on every machine. */
  permutation(seed: number, purpose: RandomPurpose, index: number, n: number): Int32Array;

  // binding/file_lock.cpp
  /**
   * Locks a file, which it makes, and writes `text` into it; null where it is held already. The system lets go of
   * it when the process ends, however it does.
   */
  lockFile(path: string, text: string): LockHandle | null;
  /** Lets go of the lock, if it is not yet, and removes the file. */
  unlockFile(lock: LockHandle): void;

  // binding/optimizer.cpp
  /**
   * An optimizer of plain tensors, from the optimizer part of a run spec. `multiTensor`: step by libtorch's
   * multi-tensor operators also on the CPU, as on other devices. `rotation`: every step tells how the kernels
   * turned. `checkFinite` (true): see `optimizerStep`. `threads`: of its steps. `distinct`: parameters that share
   * memory are refused, else they are stepped once.
   */
  optimizerCreate(
    optimizer: EngineSpec,
    parameters: readonly NativeParameter[],
    options?: {
      readonly multiTensor?: boolean;
      readonly rotation?: boolean;
      readonly checkFinite?: boolean;
      readonly distinct?: boolean;
      readonly threads?: number;
    },
  ): OptimizerHandle;
  /**
   * One update in place, `factor` times the lr or rate. A gradient that is not finite is an error that names its
   * layer, and nothing has changed; without `checkFinite` it is found under a transform alone, where buffers may
   * have changed.
   */
  optimizerStep(
    optimizer: OptimizerHandle,
    gradients: readonly TensorHandle[],
    factor: number,
  ): Required<Pick<RotationEntry, "distance" | "angle" | "norm">> | undefined;
  /**
   * The same with the gradients that the trained parameters (all of them, in their order) have of themselves; one
   * without stays as it is.
   */
  optimizerStepOwn(
    optimizer: OptimizerHandle,
    parameters: readonly TensorHandle[],
    factor: number,
  ): void;

  // binding/optimizer_state.cpp
  /**
   * Copies of the rule's buffers, by `<parameter's key>.<PyTorch's name>`; `whole`: and counters, norms, lr and rate,
   * all that `optimizerRestore` takes.
   */
  optimizerState(optimizer: OptimizerHandle, whole?: boolean): Record<string, TensorHandle>;
  /** Takes a whole state; what does not fit is an error, and then nothing has changed. */
  optimizerRestore(optimizer: OptimizerHandle, state: Readonly<Record<string, TensorHandle>>): void;
  /** lr, a transform's rate and the number of updates. */
  optimizerSettings(optimizer: OptimizerHandle): { lr: number; rate?: number; updates: number };
  optimizerSet(optimizer: OptimizerHandle, key: "lr" | "rate", value: number): void;
  optimizerDispose(optimizer: OptimizerHandle): void;
  /** The factor of the 0-based update. */
  scheduleFactor(schedule: EngineSpec, update: number, updatesPerEpoch: number): number;

  // binding/rotation_tracker.cpp
  /** Measures kernels from their values now, or from `initial`. */
  rotationTrack(
    parameters: readonly {
      readonly value: TensorHandle;
      readonly place: string;
      readonly initial?: TensorHandle;
    }[],
  ): RotationHandle;
  /** Since the last call; `parameters`: the same ones. `step`: updates done in all. */
  rotationMeasure(
    rotation: RotationHandle,
    parameters: readonly TensorHandle[],
    step: number,
  ): Required<RotationEntry>;
  rotationDispose(rotation: RotationHandle): void;

  // binding/network.cpp
  /** A network with weights drawn from the seed. */
  networkCreate(
    network: EngineSpec,
    options: { readonly seed: number; readonly device: string; readonly precision: string },
  ): NetworkHandle;
  /** The tensors themselves, in forward order. */
  networkTensors(
    network: NetworkHandle,
  ): { name: string; role: "parameter" | "buffer"; tensor: TensorHandle }[];
  /** `update` and `firstSample` name dropout's masks. */
  networkForward(
    network: NetworkHandle,
    x: TensorHandle,
    context: {
      readonly training: boolean;
      readonly seed: number;
      readonly update: number;
      readonly firstSample: number;
    },
  ): TensorHandle;
  /** Tells it that its tensors are elsewhere, or of another precision, now. */
  networkMoved(
    network: NetworkHandle,
    options: { readonly device: string; readonly precision: string },
  ): void;

  // binding/batches.cpp
  /** Samples from which batches are taken as a run of these fields takes them. */
  batchesOpen(
    data: NativeDataSet,
    options: {
      readonly seed: number;
      readonly device: string;
      readonly precision: string;
      readonly normalize?: NativeRunInputs["normalize"];
      readonly augment: readonly unknown[];
      readonly batchSize: number;
      readonly shuffle: boolean;
      readonly dropLast: boolean;
    },
  ): SamplesHandle;
  /** How many an epoch has. */
  batchesCount(samples: SamplesHandle): number;
  batchesTake(
    samples: SamplesHandle,
    epoch: number,
    index: number,
  ): { inputs: TensorHandle; targets: TensorHandle };

  // binding/augment_images.cpp
  /** Images [N, C, H, W] changed as a run's batches are, normalized, in `precision`. */
  augmentImages(images: TensorHandle, options: NativeAugmentOptions): TensorHandle;

  // binding/model.cpp
  /** A network with a copy of these weights, for use after training. */
  modelCreate(
    network: EngineSpec,
    weights: Readonly<Record<string, TensorHandle>>,
    options: {
      readonly device: string;
      readonly precision: string;
      readonly normalize?: NativeRunInputs["normalize"];
    },
  ): ModelHandle;
  /** Its output [N, classes], on the CPU, for inputs [N, …] (uint8, float32 or float64), in evaluation mode. */
  modelLogits(model: ModelHandle, inputs: TensorHandle): TensorHandle;
}
