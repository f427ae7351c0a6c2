import { expect, it } from "vitest";
import { rotationRatio, testAccuracy, trainAccuracy } from "../../../lib/experiments/measures.js";
import { sampleRecord } from "../../support/sample-report.js";

const record = sampleRecord("0".repeat(64), 1);

it("takes accuracies from the test and from the last entry", () => {
  expect(testAccuracy(record)).toBe(0.94);
  expect(trainAccuracy(record)).toBeCloseTo(1 - 0.8 / 12, 12);
});

it("takes the largest over the smallest rotation at the end", () => {
  const last = record.history.at(-1)?.rotation?.distance ?? [];
  expect(rotationRatio(record)).toBe((last[10] ?? 0) / (last[0] ?? 1));
});

it("has nothing to take from a run that recorded nothing", () => {
  const { test: _, ...rest } = record;
  const empty = { ...rest, history: [] };
  expect([testAccuracy(empty), trainAccuracy(empty), rotationRatio(empty)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
