import type { EngineAddon, NativeRunState, RunHandle } from "../addon.js";
import { InputError, LaycaError, TorchError } from "../errors.js";
import type { Figures, HistoryEntry, KernelLayer, RunStatus } from "../record.js";
import { Tensor } from "../tensor/index.js";
import type { RunSpec } from "./run-spec.js";

/** How far a run is; every number is 0 while its data are being read. */
export interface RunProgress {
  /** 0-based epoch under way. */
  readonly epoch: number;
  /** Epochs in the whole run. */
  readonly epochs: number;
  /** Updates done. */
  readonly step: number;
  /** Updates in the whole run. */
  readonly totalSteps: number;
  /** Training samples seen in the epoch under way. */
  readonly samples: number;
  /** Their mean loss. */
  readonly loss?: number;
  /** The fraction of them that were recognized, in [0, 1]. */
  readonly accuracy?: number;
  /** Seconds since the engine's thread began. */
  readonly seconds: number;
  /** Over those seconds, evaluation included; absent before the first update. */
  readonly samplesPerSecond?: number;
  /** At that pace, until the last update. */
  readonly secondsLeft?: number;
}

/** What a run came to. */
export interface RunResult {
  /** `failed` when the loss or a gradient was no longer finite; `interrupted` when it was stopped from outside. */
  readonly status: Exclude<RunStatus, "running">;
  /** Why it failed, with epoch, step and layer, or which rule stopped it. */
  readonly reason?: string;
  /** Every entry, the first one first. */
  readonly history: readonly HistoryEntry[];
  /** The kernels, in the order of every array in `history`. */
  readonly layers: readonly KernelLayer[];
  /** Loss and accuracy on the test set, where there is one and training was not cut off. */
  readonly test?: Figures;
  /** Layers at the front of the network that were computed once because nothing in them is trained. */
  readonly cachedLayers: number;
  /** Seconds of training and evaluation. */
  readonly seconds: number;
}

interface Started {
  readonly addon: EngineAddon;
  readonly handle: RunHandle;
  /** Entries of the parts before, where the run was resumed. */
  readonly earlier: readonly HistoryEntry[];
}

/** Starts the engine; called once, `wake` after every change. */
export type RunStarter = (wake: () => void) => Promise<Started>;

/**
 * A training run, under way on a native thread of its own. It goes on whether or not its records are read:
 * the engine keeps them, any number of readers may iterate, and leaving a loop by `break` stops reading,
 * not training. Until it has ended it keeps the process alive.
 */
export class Run implements AsyncIterable<HistoryEntry> {
  /** What is executed, defaults filled in. */
  readonly spec: RunSpec;
  readonly #result: Promise<RunResult>;
  /** @internal Whether the engine took all it was given and made the run's files its own, once that is known. */
  readonly begun: Promise<boolean>;
  #started: Started | undefined;
  #stopAsked = false;
  #waiting: (() => void)[] = [];
  #begin: (began: boolean) => void = () => undefined;

  /** @internal */
  constructor(spec: RunSpec, start: RunStarter, signal?: AbortSignal) {
    this.spec = spec;
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
    const stop = () => this.stop();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) this.stop();
    this.#result = this.#execute(start).finally(() => {
      signal?.removeEventListener("abort", stop);
      this.#wake();
    });
  }

  /**
   * Settles when the run has ended. A run that failed as training fails, or was stopped, resolves with that
   * status; it rejects with {@link InputError} for data or weights that cannot be used and with
   * {@link TorchError} when libtorch could not go on (no memory, a full disk).
   */
  get result(): Promise<RunResult> {
    return this.#result;
  }

  /** Asks the run to end after the step in hand; its status becomes `interrupted`. */
  stop(): void {
    this.#stopAsked = true;
    if (this.#started) this.#started.addon.runStop(this.#started.handle);
  }

  /** How far the run is now. */
  progress(): RunProgress {
    const state = this.#state();
    return {
      epoch: state?.epoch ?? 0,
      epochs: this.spec.epochs,
      step: state?.step ?? 0,
      totalSteps: state?.totalSteps ?? 0,
      samples: state?.samples ?? 0,
      ...pace(state),
      ...(state?.loss === undefined ? {} : { loss: state.loss }),
      ...(state?.accuracy === undefined ? {} : { accuracy: state.accuracy }),
      seconds: state?.seconds ?? 0,
    };
  }

  /** The kernels of the network, once the run has started. */
  get layers(): readonly KernelLayer[] {
    return this.#state()?.layers ?? [];
  }

  /**
   * The weights and buffers by PyTorch's state-dict keys, as they stand at the end: copies of the caller's own.
   * @throws {LaycaError} while the run is under way.
   */
  weights(): Record<string, Tensor> {
    return this.#tensors("current");
  }

  /**
   * The initial weights and buffers by PyTorch's state-dict keys: copies of the caller's own.
   * @throws {LaycaError} while the run's data are still being read.
   */
  initialWeights(): Record<string, Tensor> {
    return this.#tensors("initial");
  }

  /** Every entry of the history, from the first, as it comes. Throws what `result` rejects with. */
  [Symbol.asyncIterator](): AsyncGenerator<HistoryEntry, void, undefined> {
    return this.entries(0);
  }

  /** @internal The entries from one on. */
  async *entries(first: number): AsyncGenerator<HistoryEntry, void, undefined> {
    // This reader reports the failure, so `result` need not be awaited as well.
    this.#result.catch(() => undefined);
    for (let next = first; ; ) {
      if (this.#started && next < entryCount(this.#started)) {
        yield entryAt(this.#started, next++);
      } else if (this.#ended) {
        await this.#result;
        return;
      } else {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    }
  }

  #ended = false;

  async #execute(start: RunStarter): Promise<RunResult> {
    try {
      const ended = new Promise<NativeRunState>((resolve) => {
        start(() => {
          this.#wake();
          const state = this.#state();
          if (state?.begun) this.#begin(true);
          if (state && state.status !== "running") resolve(state);
        }).then(
          (started) => {
            this.#started = started;
            if (this.#stopAsked) this.stop();
            this.#wake();
          },
          (error: unknown) => resolve(Promise.reject(error)),
        );
      });
      return this.#outcome(await ended);
    } finally {
      this.#ended = true;
      this.#begin(false);
    }
  }

  #outcome(state: NativeRunState): RunResult {
    const { status, reason } = state;
    if (status === "running") throw new LaycaError("the run has not ended");
    if (state.error) throw errorOf(state);
    const started = this.#live();
    return {
      status,
      ...(reason === undefined ? {} : { reason }),
      history: Array.from({ length: entryCount(started) }, (_, index) => entryAt(started, index)),
      layers: state.layers,
      ...(state.test === undefined ? {} : { test: state.test }),
      cachedLayers: state.cachedLayers,
      seconds: state.seconds,
    };
  }

  #tensors(which: "initial" | "current"): Record<string, Tensor> {
    if (which === "current" && !this.#ended) {
      throw new LaycaError(
        "run.weights() is available when the run has ended: await run.result first",
      );
    }
    const { addon, handle } = this.#live();
    return Object.fromEntries(
      Object.entries(addon.runWeights(handle, which)).map(([name, tensor]) => [
        name,
        Tensor.fromHandle(tensor),
      ]),
    );
  }

  #state(): NativeRunState | undefined {
    return this.#started?.addon.runState(this.#started.handle);
  }

  #live(): Started {
    if (!this.#started) {
      throw new LaycaError(
        "the run has not started: its data are still being read, or could not be",
      );
    }
    return this.#started;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

function entryCount({ addon, handle, earlier }: Started): number {
  return earlier.length + addon.runState(handle).entries;
}

/** Every reader has an object of its own. */
function entryAt({ addon, handle, earlier }: Started, index: number): HistoryEntry {
  const before = earlier[index];
  return before ? structuredClone(before) : addon.runEntry(handle, index - earlier.length);
}

function pace(
  state: NativeRunState | undefined,
): Pick<RunProgress, "samplesPerSecond" | "secondsLeft"> {
  if (!state || state.step === state.firstStep || state.seconds === 0) return {};
  const { step, firstStep, totalSteps, samplesNow, seconds } = state;
  return {
    samplesPerSecond: samplesNow / seconds,
    secondsLeft: (seconds / (step - firstStep)) * (totalSteps - step),
  };
}

/** Bad input where the engine knows the place, else something that happened to it. */
function errorOf({ reason = "the engine stopped for an unknown reason", place }: NativeRunState) {
  if (place === undefined || !reason.startsWith(`${place}: `)) return new TorchError(reason);
  return InputError.at(place, reason.slice(place.length + 2));
}
