import type { NativeRunInputs, TensorHandle } from "../addon.js";
import type { DataSpecInput } from "../data/index.js";
import { loadData } from "../data/index.js";
import { asLaycaError, InputError } from "../errors.js";
import { engine } from "../native.js";
import type { NetworkSpec } from "../nn/index.js";
import { loadInitialWeights } from "./initial-weights.js";
import type { ResumePoint } from "./resume-point.js";
import { Run } from "./run.js";
import { engineSpec, parseRunSpec, type RunSpec, type RunSpecInput } from "./run-spec.js";

/** What `train` takes beside the network and the data: the other fields of a run spec, and a signal. */
export type TrainOptions = Omit<RunSpecInput, "network" | "data"> & {
  /** Ends the run after the step in hand, with status `interrupted`. */
  readonly signal?: AbortSignal;
};

/**
 * Trains a network on a native thread and returns at once.
 *
 * @example
 * const run = train(net, data, { epochs: 10, batchSize: 128, optimizer: layca(sgd(), { rate: 3 ** -3 }) });
 * for await (const entry of run) console.log(entry.epoch, entry.train.loss, entry.rotation?.distance);
 * const { test } = await run.result;
 *
 * @param net the network's spec, from the builder or by hand
 * @param data where the samples are
 * @param options the run spec's other fields, with its defaults
 * @throws {InputError} every misfit of the spec, by path, before anything is allocated; a
 *   `checkpoint`, which needs a folder: `runInto` has one
 */
export function train(net: NetworkSpec, data: DataSpecInput, options: TrainOptions): Run {
  const { signal, ...fields } = options;
  const spec = parseRunSpec({ network: net, data, ...fields });
  if (spec.checkpoint) {
    throw InputError.at(
      "checkpoint",
      "expected none, as train() has no folder to write it to (runInto has), but received one",
    );
  }
  return startRun(spec, signal === undefined ? {} : { signal });
}

/** Where a run's files go, where it begins and what ends it early. */
export interface StartOptions {
  /** Ends the run after the step in hand, with status `interrupted`. */
  readonly signal?: AbortSignal;
  /** The engine writes the state dict here before the first step. */
  readonly initialPath?: string;
  /** The engine writes the state dict that was tested here. */
  readonly finalPath?: string;
  /** The engine appends every entry here, as a line of JSON. */
  readonly historyPath?: string;
  /** The engine writes checkpoints here: those the spec asks for, and one when the run is stopped. */
  readonly checkpointPath?: string;
  /** What stands in the headers of checkpoints and final weights; the key and the spec in `runInto`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Goes on from there; the history file then keeps what it held at that time. */
  readonly resume?: ResumePoint;
  /**
   * Files of an earlier run, which go in this order once all that this one needs was read and found good; when it
   * is refused they stay.
   */
  readonly replaces?: readonly string[];
}

/**
 * Starts a run from a resolved spec, and returns at once: see {@link train}. What it cannot use is told by
 * `run.result`, which rejects. `runInto` also keeps its record.
 *
 * @param spec as `parseRunSpec` gives it
 * @param options where files go, where the run begins and what ends it early; default: it leaves no file
 * @throws {LibtorchError} by `run.result`, where libtorch or the addon is missing
 */
export function startRun(spec: RunSpec, options: StartOptions = {}): Run {
  const { signal, resume, ...files } = options;
  return new Run(
    spec,
    async (wake) => {
      const addon = engine();
      const data = await loadData(spec.data, {
        seed: spec.seed,
        network: spec.network,
        targets: spec.loss.kind === "mse" ? "numbers" : "classes",
      });
      const initial =
        spec.initialWeights && !resume
          ? await loadInitialWeights(spec, spec.initialWeights)
          : undefined;
      const inputs: NativeRunInputs = {
        ...data.inputs,
        ...files,
        ...(initial ? { initialWeights: initial } : {}),
        ...(resume ? { resume: handlesOf(resume.tensors) } : {}),
      };
      try {
        const handle = addon.runStart(engineSpec(spec), inputs, wake);
        return { addon, handle, earlier: resume?.history ?? [] };
      } catch (error) {
        throw asLaycaError(error);
      } finally {
        for (const tensor of Object.values(resume?.tensors ?? {})) tensor.dispose();
      }
    },
    signal,
  );
}

function handlesOf(tensors: ResumePoint["tensors"]): Record<string, TensorHandle> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.handle]));
}
