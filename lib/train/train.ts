import type { NativeRunInputs } from "../addon.js";
import type { DataSpecInput } from "../data/index.js";
import { loadData } from "../data/index.js";
import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import type { NetworkSpec } from "../nn/index.js";
import { loadInitialWeights } from "./initial-weights.js";
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
 * @throws {InputError} every misfit of the spec, by path, before anything is allocated
 */
export function train(net: NetworkSpec, data: DataSpecInput, options: TrainOptions): Run {
  const { signal, ...fields } = options;
  const spec = parseRunSpec({ network: net, data, ...fields });
  return startRun(spec, signal === undefined ? {} : { signal });
}

/** Where a run's files go and what ends it early. */
export interface StartOptions {
  readonly signal?: AbortSignal;
  /** The engine writes the state dict here before the first step. */
  readonly initialPath?: string;
  /** The engine writes the state dict that was tested here. */
  readonly finalPath?: string;
}

/** Starts a run from a resolved spec: see {@link train}. */
export function startRun(spec: RunSpec, options: StartOptions = {}): Run {
  const { signal, initialPath, finalPath } = options;
  return new Run(
    spec,
    async (wake) => {
      const addon = engine();
      const data = await loadData(spec.data, { seed: spec.seed, network: spec.network });
      const initial = spec.initialWeights
        ? await loadInitialWeights(spec, spec.initialWeights)
        : undefined;
      const inputs: NativeRunInputs = {
        ...data.inputs,
        ...(initial ? { initialWeights: initial } : {}),
        ...(initialPath === undefined ? {} : { initialPath }),
        ...(finalPath === undefined ? {} : { finalPath }),
      };
      try {
        return { addon, handle: addon.runStart(engineSpec(spec), inputs, wake) };
      } catch (error) {
        throw asLaycaError(error);
      }
    },
    signal,
  );
}
