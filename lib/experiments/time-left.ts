/** How far a set of runs is. */
export interface ReproduceProgress {
  /** Runs that have ended. */
  readonly ended: number;
  /** All runs that had to be run. */
  readonly total: number;
  /** Work done, in [0, 1]. */
  readonly fraction: number;
  /** Since the first of them started. */
  readonly seconds: number;
  /** At the pace so far; undefined until something is done. */
  readonly secondsLeft?: number;
}

/** Adds up the work of runs that differ in cost, and says how long the rest will take at the pace so far. */
export class WorkLog {
  readonly #costs: ReadonlyMap<string, number>;
  readonly #done = new Map<string, number>();
  readonly #total: number;
  #ended = 0;

  /** @param costs What each run costs, in whatever unit. */
  constructor(costs: ReadonlyMap<string, number>) {
    this.#costs = costs;
    this.#total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  }

  /** Notes that this fraction of a run is done. */
  advance(run: string, fraction: number): void {
    this.#done.set(run, fraction * (this.#costs.get(run) ?? 0));
  }

  /** Notes that a run has ended, however it did. */
  end(run: string): void {
    this.advance(run, 1);
    this.#ended++;
  }

  /** @param seconds Time since the first run started. */
  progress(seconds: number): ReproduceProgress {
    const done = [...this.#done.values()].reduce((sum, cost) => sum + cost, 0);
    const fraction = this.#total === 0 ? 1 : done / this.#total;
    return {
      ended: this.#ended,
      total: this.#costs.size,
      fraction,
      seconds,
      ...(done > 0 ? { secondsLeft: (seconds * (1 - fraction)) / fraction } : {}),
    };
  }
}
