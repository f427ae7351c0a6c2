import type { RunSpec } from "../train/run-spec.js";
import type { Outcome } from "./store-figure.js";

/** A run that waits to be executed: plain, so that it can go to another process. */
export interface QueuedRun {
  readonly key: string;
  /** Where its files go. */
  readonly directory: string;
  readonly spec: RunSpec;
}

/** Where workers get their runs, and tell how they ended. Each run is handed out once. */
export interface RunQueue {
  /** The next run; undefined when none is left. */
  take(): Promise<QueuedRun | undefined>;
  /** Tells how a run that was taken has ended. */
  finish(run: QueuedRun, outcome: Outcome): Promise<void>;
  /** Hands back a run that was cut off. */
  giveBack(run: QueuedRun): Promise<void>;
}

/** The runs of one process, in the order given. */
export class LocalQueue implements RunQueue {
  readonly #waiting: QueuedRun[];
  readonly #outcomes = new Map<string, Outcome>();

  constructor(runs: readonly QueuedRun[]) {
    this.#waiting = [...runs];
  }

  /** By key, of the runs that have ended. */
  get outcomes(): ReadonlyMap<string, Outcome> {
    return this.#outcomes;
  }

  async take(): Promise<QueuedRun | undefined> {
    return this.#waiting.shift();
  }

  async finish(run: QueuedRun, outcome: Outcome): Promise<void> {
    this.#outcomes.set(run.key, outcome);
  }

  async giveBack(run: QueuedRun): Promise<void> {
    this.#waiting.unshift(run);
  }
}
