import { describe, expect, it } from "vitest";
import type { ScheduleInput } from "../../../lib/optim/index.js";
import type { HistoryEntry } from "../../../lib/record.js";
import { describeEachPath, type EnginePath } from "./engine-paths.js";
import { type Outcome, runEngine, type Settings, type Weights } from "./engine-run.js";
import { expectClose, float32Tolerance, PRECISIONS, type Precision } from "./precision.js";
import {
  flat,
  type Measure,
  type Measured,
  problem,
  type Samples,
  type State,
  type TrajectoryCase,
  trainingOf,
} from "./reference-data.js";

const MEASURES: readonly Measure[] = ["distance", "angle", "norm"];

/** float64: relative to a tensor's maximum, after one step and after some thirty. */
export const AFTER_ONE = 1e-12;
export const AT_END = 1e-9;

/** One table for every trajectory of the reference: the weights, the training figures and the rotation. */
export function describeTrajectories(cases: readonly TrajectoryCase[]): void {
  // "%s" of a name prints all of it.
  const named = cases.map((given) => [given.name, given] as const);
  describeEachPath((path) => {
    describe.each(PRECISIONS)("%s", (precision) => {
      it.each(named)("%s: weights after one step", async (_name, given) => {
        const { initial } = problem(given.network);
        const { final } = await runEngine(
          { ...settings(given, precision), schedule: inUpdates(given), epochs: 1 },
          { train: firstUpdate(given), initial },
          path,
        );
        const tolerance = bound(precision, AFTER_ONE, given.amplification.afterOne);
        expectWeights(final, given.expected.afterOne, initial, tolerance);
      });

      it.each(named)("%s: weights and every step's record", async (_name, given) => {
        const { state, entries, final } = await run(given, precision, path, "step");
        const { expected, amplification } = given;
        expect(state.status).toBe("finished");
        expectWeights(
          final,
          expected.atEnd,
          problem(given.network).initial,
          bound(precision, AT_END, amplification.atEnd),
        );
        expect(entries.map(({ at }) => at)).toEqual(expected.epoch.map(() => "step"));
        expect(entries.map(({ epoch }) => epoch)).toEqual(expected.epoch);
        expect(entries.map(({ step }) => step)).toEqual(
          expected.epoch.map((_, index) => index + 1),
        );
        expectRates(entries, expected.lr);
        expectTraining(entries, expected.loss, expected.accuracy, given, precision);
        for (const measure of MEASURES) {
          expectMeasure(entries, measure, expected[measure], given, precision);
        }
      });

      it.each(named)("%s: every epoch's record", async (_name, given) => {
        const { entries } = await run(given, precision, path, "epoch");
        const { expected } = given;
        const ends = expected.epoch.flatMap((epoch, index) =>
          expected.epoch[index + 1] === epoch ? [] : [index],
        );
        const atEnds = <Value>(column: readonly Value[]) =>
          column.filter((_, index) => ends.includes(index));
        expect(entries.map(({ at, epoch, step }) => ({ at, epoch, step }))).toEqual(
          ends.map((index, epoch) => ({ at: "epoch", epoch, step: index + 1 })),
        );
        expectRates(entries, atEnds(expected.lr));
        expectTraining(entries, atEnds(expected.loss), atEnds(expected.accuracy), given, precision);
        expectMeasure(entries, "distance", atEnds(expected.distance), given, precision);
        expectMeasure(entries, "epochAngle", expected.epochAngle, given, precision);
        expectMeasure(entries, "norm", atEnds(expected.norm), given, precision);
      });
    });
  });
}

function settings(given: TrajectoryCase, precision: Precision): Settings {
  return { ...trainingOf(given), precision };
}

/** Samples of an update. */
function samplesOf({ batchSize, accumulate = 1 }: TrajectoryCase): number {
  return batchSize * accumulate;
}

function firstUpdate(given: TrajectoryCase): Samples {
  const { inputs, targets } = problem(given.network).train;
  const count = samplesOf(given);
  return { inputs: inputs.slice(0, count), targets: targets.slice(0, count) };
}

/** The schedule for a run whose epochs have one update; only a warm-up's first factor sees that. */
function inUpdates(given: TrajectoryCase): ScheduleInput {
  const { network, schedule } = given;
  if (schedule.kind !== "warmup") return schedule;
  const updates = Math.ceil(problem(network).train.targets.length / samplesOf(given));
  return { ...schedule, epochs: schedule.epochs * updates };
}

function run(
  given: TrajectoryCase,
  precision: Precision,
  path: EnginePath,
  every: "epoch" | "step",
): Promise<Outcome> {
  const { train, initial } = problem(given.network);
  const record = { every, rotation: true, norms: true };
  return runEngine({ ...settings(given, precision), record }, { train, initial }, path);
}

function bound(precision: Precision, float64: number, amplification: number): number {
  return precision === "float64" ? float64 : float32Tolerance(amplification);
}

/** What the reference leaves at its initial values must be left bit for bit. */
export function expectWeights(
  actual: Weights,
  expected: State,
  initial: State,
  tolerance: number,
): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [key, nested] of Object.entries(expected)) {
    const values = actual[key] ?? [];
    const target = flat(nested);
    const start = flat(initial[key] ?? []);
    if (target.every((value, index) => value === start[index])) {
      expect(values, `${key}: untouched`).toEqual(start);
    } else {
      expectClose(values, target, tolerance, key);
    }
  }
}

function expectRates(entries: readonly HistoryEntry[], lr: readonly number[]): void {
  const recorded = entries.map((entry) => entry.lr);
  // The reference is written with fifteen digits.
  expectClose(recorded, lr, 1e-14, "lr");
}

function expectTraining(
  entries: readonly HistoryEntry[],
  loss: readonly number[],
  accuracy: readonly (number | null)[],
  given: TrajectoryCase,
  precision: Precision,
): void {
  const tolerance = bound(precision, AT_END, given.amplification.loss);
  for (const [index, { step, train }] of entries.entries()) {
    expectClose([train.loss], loss.slice(index, index + 1), tolerance, `loss at step ${step}`);
  }
  if (given.loss.kind === "mse") {
    expect(entries.filter(({ train }) => "accuracy" in train)).toEqual([]);
    return;
  }
  expectClose(
    entries.map(({ train }) => train.accuracy ?? Number.NaN),
    accuracy.map((value) => value ?? Number.NaN),
    1e-14,
    "accuracy",
  );
}

export function expectMeasure(
  entries: readonly Pick<HistoryEntry, "step" | "rotation">[],
  measure: Measure | "epochAngle",
  expected: readonly Measured[],
  given: TrajectoryCase,
  precision: Precision,
): void {
  const tolerance = bound(precision, AT_END, given.amplification[measure]);
  for (const [index, { step, rotation }] of entries.entries()) {
    const recorded = rotation?.[measure === "epochAngle" ? "angle" : measure] ?? [];
    for (const [kernel, value] of (expected[index] ?? []).entries()) {
      if (value === null) continue;
      const actual = recorded[kernel] ?? Number.NaN;
      expectClose([actual], [value], tolerance, `${measure} of kernel ${kernel} at step ${step}`);
    }
    expect(recorded.length, `kernels at step ${step}`).toBe(expected[index]?.length);
  }
}
