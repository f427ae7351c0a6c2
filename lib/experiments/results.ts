import { agree } from "../figure/agree.js";
import type { Labels } from "../figure.js";
import type { HistoryEntry, RunRecord } from "../record.js";

/** What a claim comes to, and the numbers that decide, in words. */
export interface Judgement {
  /** Whether it does. */
  readonly holds: boolean;
  /** The numbers that decide, in words. */
  readonly measured: string;
}

/** A run's measured values. */
export interface Result<Measures extends string = string> {
  /** The run's values on the figure's axes. */
  readonly labels: Labels;
  /** By the measure's name; what could not be measured is absent. */
  readonly values: Readonly<Partial<Record<Measures, number>>>;
  /** Absent where the run has none. */
  readonly record?: RunRecord | undefined;
}

/** Thrown when a claim needs what no run has measured. */
export class NotMeasured extends Error {
  override name = "NotMeasured";
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value, the mean of the two middle ones where their number is even. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper;
  return ((sorted[lower] ?? Number.NaN) + (sorted[upper] ?? Number.NaN)) / 2;
}

/**
 * The measured values of a figure's runs, as claims ask for them.
 *
 * @example results.where({ method: "Layca" }).mean("testAccuracy")
 */
export class Results<Measures extends string = string> {
  readonly #results: readonly Result<Measures>[];

  /** @param results one a run; the runner makes it */
  constructor(results: readonly Result<Measures>[]) {
    this.#results = results;
  }

  /** Those whose labels have these values: `where({ layer: 0 })`. */
  where(labels: Labels): Results<Measures> {
    return new Results(this.#results.filter((result) => agree(result.labels, labels)));
  }

  /**
   * The mean of a measure over the runs.
   *
   * @throws NotMeasured when a run lacks it, or there is no run.
   */
  mean(measure: Measures): number {
    return meanOf(this.#all(measure).map(({ value }) => value));
  }

  /**
   * The standard error of that mean, from the runs' own spread.
   *
   * @throws NotMeasured with fewer than two runs.
   */
  standardError(measure: Measures): number {
    const values = this.#all(measure).map(({ value }) => value);
    if (values.length < 2) throw new NotMeasured(`one run tells no spread of ${measure}`);
    const mean = meanOf(values);
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  /**
   * The smallest value of a measure and the run that has it.
   *
   * @throws NotMeasured when a run lacks it, or there is no run.
   */
  lowest(measure: Measures): { readonly value: number; readonly labels: Labels } {
    return this.#all(measure).reduce((least, next) => (next.value < least.value ? next : least));
  }

  /**
   * The largest value of a measure and the run that has it.
   *
   * @throws NotMeasured when a run lacks it, or there is no run.
   */
  highest(measure: Measures): { readonly value: number; readonly labels: Labels } {
    return this.#all(measure).reduce((most, next) => (next.value > most.value ? next : most));
  }

  /**
   * The value of a label whose runs have the highest mean of a measure.
   *
   * @throws NotMeasured when a run lacks it, or there is no run.
   */
  best(label: string, measure: Measures): { readonly at: string | number; readonly value: number } {
    const places = new Set(this.#results.flatMap(({ labels }) => labels[label] ?? []));
    const means = [...places].map((at) => ({
      at,
      value: this.where({ [label]: at }).mean(measure),
    }));
    const [first, ...rest] = means;
    if (!first) throw new NotMeasured(`no run has ${measure}`);
    return rest.reduce((best, next) => (next.value > best.value ? next : best), first);
  }

  /**
   * The median of a measure over the runs.
   *
   * @throws NotMeasured when a run lacks it, or there is no run.
   */
  median(measure: Measures): number {
    return medianOf(this.#all(measure).map(({ value }) => value));
  }

  /**
   * A number at the end of every epoch, the mean over the runs; epochs that a run has not reached are left out.
   *
   * @throws NotMeasured when a run has no record.
   */
  curve(read: (entry: HistoryEntry) => number | undefined): number[] {
    const curves = this.#results.map(({ record, labels }) => {
      if (!record) throw new NotMeasured(`no record of ${JSON.stringify(labels)}`);
      return record.history.flatMap((entry) => (entry.at === "epoch" ? (read(entry) ?? []) : []));
    });
    const epochs = Math.min(...curves.map(({ length }) => length));
    if (curves.length === 0 || epochs === 0) throw new NotMeasured("no run has a history");
    return Array.from(
      { length: epochs },
      (_, epoch) => curves.reduce((sum, curve) => sum + (curve[epoch] ?? 0), 0) / curves.length,
    );
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
