import { expect, it } from "vitest";
import { NotMeasured, Results } from "../../../lib/experiments/results.js";
import { sampleRecord } from "../../support/sample-report.js";

const results = new Results([
  { labels: { layer: 0, seed: 0 }, values: { accuracy: 0.7 } },
  { labels: { layer: 0, seed: 1 }, values: { accuracy: 0.8 } },
  { labels: { layer: 1, seed: 0 }, values: { accuracy: 0.5 } },
]);

it("means a measure over the runs with a label", () => {
  expect(results.where({ layer: 0 }).mean("accuracy")).toBeCloseTo(0.75, 12);
  expect(results.where({ layer: 0, seed: 1 }).mean("accuracy")).toBe(0.8);
});

it("tells the standard error of a mean from the runs' spread, where there are two", () => {
  // Deviations of ∓.05 about .75: variance .005 with one degree of freedom, halved by two runs.
  expect(results.where({ layer: 0 }).standardError("accuracy")).toBeCloseTo(0.05, 12);
  expect(() => results.where({ layer: 1 }).standardError("accuracy")).toThrow(
    new NotMeasured("one run tells no spread of accuracy"),
  );
});

it("finds the lowest value and the highest, and their runs", () => {
  expect(results.highest("accuracy")).toEqual({ value: 0.8, labels: { layer: 0, seed: 1 } });
  expect(results.lowest("accuracy")).toEqual({ value: 0.5, labels: { layer: 1, seed: 0 } });
});

it("does not judge by runs that are missing", () => {
  expect(() => results.where({ layer: 7 }).mean("accuracy")).toThrow(
    new NotMeasured("no run has accuracy"),
  );
  const partial = new Results([
    { labels: { seed: 0 }, values: { accuracy: 0.7 } },
    { labels: { seed: 1 }, values: {} },
  ]);
  expect(() => partial.lowest("accuracy")).toThrow(new NotMeasured("1 of 2 runs lacks accuracy"));
});

it("finds the value of a label with the highest mean, and the median of a measure", () => {
  expect(results.best("layer", "accuracy")).toEqual({ at: 0, value: 0.75 });
  expect(results.median("accuracy")).toBe(0.7);
  expect(() => new Results([]).best("layer", "accuracy")).toThrow(NotMeasured);
});

it("means curves at the epochs that every run has reached", () => {
  const record = sampleRecord("0".repeat(64), 0);
  const short = { ...record, history: record.history.slice(0, 2) };
  const curves = new Results([
    { labels: { seed: 0 }, values: {}, record },
    { labels: { seed: 1 }, values: {}, record: short },
  ]);
  expect(curves.curve(({ train }) => train.loss)).toEqual([2, 1]);
  const missing = new Results([{ labels: { seed: 0 }, values: {} }]);
  expect(() => missing.curve(({ train }) => train.loss)).toThrow(
    new NotMeasured('no record of {"seed":0}'),
  );
});
