import type { Labels } from "../figure.js";

/** What a claim comes to, and the numbers that decide, in words. */
export interface Judgement {
  readonly holds: boolean;
  readonly measured: string;
}

/** A run's measured values. */
export interface Result<Measures extends string = string> {
  readonly labels: Labels;
  readonly values: Readonly<Partial<Record<Measures, number>>>;
}

/** Thrown when a claim needs what no run has measured. */
export class NotMeasured extends Error {
  override name = "NotMeasured";
}

/** The measured values of a figure's runs, as claims ask for them. */
export class Results<Measures extends string = string> {
  readonly #results: readonly Result<Measures>[];

  constructor(results: readonly Result<Measures>[]) {
    this.#results = results;
  }

  /** Those whose labels have these values: `where({ layer: 0 })`. */
  where(labels: Labels): Results<Measures> {
    const wanted = Object.entries(labels);
    return new Results(
      this.#results.filter((result) =>
        wanted.every(([name, value]) => result.labels[name] === value),
      ),
    );
  }

  /** The mean of a measure over the runs. @throws NotMeasured when there is none. */
  mean(measure: Measures): number {
    const all = this.#all(measure);
    return all.reduce((sum, { value }) => sum + value, 0) / all.length;
  }

  /** The smallest value of a measure and the run that has it. @throws NotMeasured when there is none. */
  lowest(measure: Measures): { readonly value: number; readonly labels: Labels } {
    return this.#all(measure).reduce((least, next) => (next.value < least.value ? next : least));
  }

  #all(measure: Measures) {
    const all = this.#results.flatMap(({ labels, values }) => {
      const value = values[measure];
      return value === undefined ? [] : [{ labels, value }];
    });
    const [total, missing] = [this.#results.length, this.#results.length - all.length];
    if (all.length === 0) throw new NotMeasured(`no run has ${measure}`);
    if (missing > 0) {
      const lack = missing === 1 ? "lacks" : "lack";
      throw new NotMeasured(`${missing} of ${total} runs ${lack} ${measure}`);
    }
    return all;
  }
}
