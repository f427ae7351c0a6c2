import { describe, expect, it } from "vitest";
import type { TensorHandle } from "../../lib/addon.js";
import { engine } from "../../lib/native.js";
import type { HistoryEntry } from "../../lib/record.js";
import { describeEachPath, type EnginePath } from "./support/engine-paths.js";
import { runEngine, tensor } from "./support/engine-run.js";
import { expectClose, PRECISIONS, type Precision, UNIT } from "./support/precision.js";
import {
  type MeasuresCase,
  type Percentile,
  problem,
  reference,
  trainingOf,
} from "./support/reference-data.js";

const { cases, percentiles, silhouettes } = reference("measures");

const named = cases.map((given) => [given.name, given] as const);
const PERCENTILES: readonly Percentile[] = ["p10", "p50", "p90"];

/** A silhouette's scale is 1, whatever its value. */
const SCALE = 1;

/** As `float32Tolerance`, in either precision: float64 rounds as often. */
const tolerance = (precision: Precision, amplification: number) =>
  16 * amplification * UNIT[precision];

function run(given: MeasuresCase, precision: Precision, path: EnginePath) {
  const { initial, train, evaluation } = problem(given.network);
  const { feedback } = given;
  const secondMoments = given.expected.p50.length > 0;
  return runEngine(
    {
      ...trainingOf(given),
      precision,
      record: { every: ["step", "epoch"], gradients: true, secondMoments, feedback },
    },
    { train, initial, ...(given.images === "evaluation" && { test: evaluation }) },
    path,
  );
}

describeEachPath((path) => {
  describe.each(PRECISIONS)("%s", (precision) => {
    it.each(named)("%s: gradients, second moments and feedback of a run", async (_, given) => {
      const { entries } = await run(given, precision, path);
      const { expected, amplification } = given;
      const steps = entries.filter(({ at }) => at === "step");
      const epochs = entries.filter(({ at }) => at === "epoch");

      const expectRows = (
        what: "gradientNorm" | Percentile,
        of: (entry: HistoryEntry) => readonly number[] | undefined,
      ) => {
        const column = expected[what];
        expect(steps).toHaveLength(expected.gradientNorm.length);
        for (const [index, row] of column.entries()) {
          const actual = steps[index] && of(steps[index]);
          expect(actual, `kernels at step ${index + 1}`).toHaveLength(row.length);
          for (const [kernel, value] of row.entries()) {
            const where = `${what} of kernel ${kernel} at step ${index + 1}`;
            const bound = tolerance(precision, amplification[what]);
            expectClose([actual?.[kernel] ?? Number.NaN], [value], bound, where);
          }
        }
        for (const entry of epochs) {
          const last = steps.find(({ step }) => step === entry.step);
          expect(of(entry)).toEqual(last && of(last));
        }
      };

      expectRows("gradientNorm", ({ gradients }) => gradients?.norm);
      for (const name of PERCENTILES) expectRows(name, (entry) => entry.secondMoments?.[name]);
      expect(steps.every(({ feedback }) => feedback === undefined)).toBe(true);
      expectClose(
        epochs.map(({ feedback }) => feedback?.silhouette ?? Number.NaN),
        expected.silhouette,
        tolerance(precision, amplification.silhouette),
        "silhouette",
        SCALE,
      );
    });
  });
});

describe.each(PRECISIONS)("of %s tensors", (precision) => {
  it.each(percentiles)("percentiles: $name", ({ values, percents, expected }) => {
    const found = engine().percentiles(tensor(values, [values.length], precision), percents);
    expect(found).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) {
      // Exact in float32; a difference, a product and a sum are rounded, in float64.
      const scale = Math.max(...values.map(Math.abs));
      expectClose(
        [found[index] ?? Number.NaN],
        [value],
        4 * UNIT.float64,
        `${percents[index]} %`,
        scale,
      );
    }
  });

  it.each(silhouettes)("silhouette: $name", ({ vectors, labels, expected }) => {
    const [rows, columns] = [vectors.length, vectors[0]?.length ?? 0];
    // The rows are exact in float32.
    const given = tensor(vectors.flat(), [rows, columns], precision);
    const found = engine().silhouette(given, int64(labels));
    expectClose([found], [expected], 1e-9, "silhouette", SCALE);
  });
});

function int64(values: readonly number[]): TensorHandle {
  const bytes = BigInt64Array.from(values, BigInt);
  return engine().tensorFromBytes(bytes, [values.length], "int64", "cpu");
}
