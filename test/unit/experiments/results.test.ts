import { expect, it } from "vitest";
import { NotMeasured, Results } from "../../../lib/experiments/results.js";

const results = new Results([
  { labels: { layer: 0, seed: 0 }, values: { accuracy: 0.7 } },
  { labels: { layer: 0, seed: 1 }, values: { accuracy: 0.8 } },
  { labels: { layer: 1, seed: 0 }, values: { accuracy: 0.5 } },
]);

it("means a measure over the runs with a label", () => {
  expect(results.where({ layer: 0 }).mean("accuracy")).toBeCloseTo(0.75, 12);
  expect(results.where({ layer: 0, seed: 1 }).mean("accuracy")).toBe(0.8);
});

it("finds the lowest value and its run", () => {
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
