import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../../lib/record.js";
import { type Outcome, runEngine, type Settings, type Weights } from "./engine-run.js";
import { expectClose, float32Tolerance, PRECISIONS, type Precision } from "./precision.js";
import { flat, type Measure, problem, type State, type TrajectoryCase } from "./reference-data.js";

const MEASURES: readonly Measure[] = ["distance", "angle", "norm"];

/** float64: relative to a tensor's maximum, after one step and after twenty. */
const AFTER_ONE = 1e-12;
const AT_END = 1e-9;

/** One table for every trajectory of the reference: the weights, the training figures and the rotation. */
export function describeTrajectories(cases: readonly TrajectoryCase[]): void {
  describe.each(PRECISIONS)("%s", (precision) => {
    it.each(cases)("$name: weights after one step", async (given) => {
      const first = problem(given.network);
      const batch = {
        inputs: first.train.inputs.slice(0, given.batchSize),
        targets: first.train.targets.slice(0, given.batchSize),
      };
      const { final } = await runEngine(
        { ...settings(given, precision), epochs: 1 },
        { train: batch, initial: first.initial },
      );
      const tolerance = bound(precision, AFTER_ONE, given.amplification.afterOne);
      expectWeights(final, given.expected.afterOne, first.initial, tolerance);
    });

    it.each(cases)("$name: weights and every step's record", async (given) => {
      const { state, entries, final } = await run(given, precision, "step");
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
      expect(entries.map(({ step }) => step)).toEqual(expected.epoch.map((_, index) => index + 1));
      expectClose(
        entries.map(({ lr }) => lr),
        expected.lr,
        1e-15,
        "lr",
      );
      expectTraining(entries, expected.loss, expected.accuracy, given, precision);
      for (const measure of MEASURES) {
        expectMeasure(entries, measure, expected[measure], given, precision);
      }
    });

    it.each(cases)("$name: every epoch's record", async (given) => {
      const { entries } = await run(given, precision, "epoch");
      const { expected } = given;
      const ends = expected.epoch.flatMap((epoch, index) =>
        expected.epoch[index + 1] === epoch ? [] : [index],
      );
      const atEnds = <Value>(column: readonly Value[]) =>
        column.filter((_, index) => ends.includes(index));
      expect(entries.map(({ at, epoch, step }) => ({ at, epoch, step }))).toEqual(
        ends.map((index, epoch) => ({ at: "epoch", epoch, step: index + 1 })),
      );
      expectClose(
        entries.map(({ lr }) => lr),
        atEnds(expected.lr),
        1e-15,
        "lr",
      );
      expectTraining(entries, atEnds(expected.loss), atEnds(expected.accuracy), given, precision);
      expectMeasure(entries, "distance", atEnds(expected.distance), given, precision);
      expectMeasure(entries, "angle", expected.epochAngle, given, precision);
      expectMeasure(entries, "norm", atEnds(expected.norm), given, precision);
    });
  });
}

function settings(given: TrajectoryCase, precision: Precision): Settings {
  const { network } = problem(given.network);
  const { loss, optimizer, schedule, epochs, batchSize, trainable = "all" } = given;
  return {
    network,
    loss,
    optimizer,
    schedule,
    epochs,
    batchSize,
    trainable,
    precision,
    threads: 1,
  };
}

function run(
  given: TrajectoryCase,
  precision: Precision,
  every: "epoch" | "step",
): Promise<Outcome> {
  const { train, initial } = problem(given.network);
  const record = { every, rotation: true, norms: true };
  return runEngine({ ...settings(given, precision), record }, { train, initial });
}

function bound(precision: Precision, float64: number, amplification: number): number {
  return precision === "float64" ? float64 : float32Tolerance(amplification);
}

/** What the reference leaves at its initial values must be left bit for bit. */
function expectWeights(actual: Weights, expected: State, initial: State, tolerance: number): void {
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

function expectTraining(
  entries: readonly HistoryEntry[],
  loss: readonly number[],
  accuracy: readonly number[],
  given: TrajectoryCase,
  precision: Precision,
): void {
  const tolerance = bound(precision, AT_END, given.amplification.loss);
  for (const [index, { step, train }] of entries.entries()) {
    expectClose([train.loss], loss.slice(index, index + 1), tolerance, `loss at step ${step}`);
  }
  expectClose(
    entries.map(({ train }) => train.accuracy ?? Number.NaN),
    accuracy,
    1e-14,
    "accuracy",
  );
}

function expectMeasure(
  entries: readonly HistoryEntry[],
  measure: Measure,
  expected: readonly (readonly number[])[],
  given: TrajectoryCase,
  precision: Precision,
): void {
  const tolerance = bound(precision, AT_END, given.amplification[measure]);
  for (const [index, { step, rotation }] of entries.entries()) {
    for (const [kernel, value] of (expected[index] ?? []).entries()) {
      const actual = rotation?.[measure]?.[kernel] ?? Number.NaN;
      expectClose([actual], [value], tolerance, `${measure} of kernel ${kernel} at step ${step}`);
    }
    expect(rotation?.[measure]?.length, `kernels at step ${step}`).toBe(expected[index]?.length);
  }
}
