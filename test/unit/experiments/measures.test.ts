import { expect, it } from "vitest";
import {
  finalDistances,
  keptLoss,
  medianDistance,
  medianStepAngle,
  momentRangeBetween,
  momentRangeWithin,
  normGrowth,
  plateauAngle,
  plateauLoss,
  rotationRatio,
  silhouetteRise,
  stepAngles,
  testAccuracy,
  trainAccuracy,
} from "../../../lib/experiments/measures.js";
import { sampleRecord } from "../../support/sample-report.js";

const record = sampleRecord("0".repeat(64), 1);

it("takes accuracies from the test and from the last entry", () => {
  expect(testAccuracy(record)).toBe(0.94);
  expect(trainAccuracy(record)).toBeCloseTo(1 - 0.8 / 12, 12);
});

it("takes the layers' rotations at the end, their median and the largest over the smallest", () => {
  const last = record.history.at(-1)?.rotation?.distance ?? [];
  expect(finalDistances(record)).toEqual(last);
  expect(medianDistance(record)).toBe(last[5]);
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

const steps = (milestones: number[]) => ({
  ...record,
  spec: { ...record.spec, schedule: { kind: "step", milestones, gamma: 0.2 } },
});

it("takes the loss of the last epoch before the first drop", () => {
  expect(plateauLoss(steps([8, 10]))).toBe(2 / 8);
  expect(plateauLoss(record)).toBeUndefined();
});

it("takes what is left of that loss at the end", () => {
  expect(keptLoss(steps([8, 10]))).toBeCloseTo(8 / 12, 12);
  expect(keptLoss(record)).toBeUndefined();
});

it("takes the median layer's rotation and growth of the epoch before the first drop", () => {
  const history = record.history.map((entry) => ({
    ...entry,
    rotation: { angle: [entry.epoch, 2, 100], norm: [4 - entry.epoch / 7, 1, 2 + 2 * entry.epoch] },
  }));
  expect(plateauAngle({ ...steps([8]), history })).toBe(7);
  // A run that was stopped before: its last epoch is 4.
  expect(plateauAngle({ ...steps([8]), history: history.slice(0, 5) })).toBe(4);
  // Of the norms 4, 1, 2 there are 3, 1, 16 in epoch 7.
  expect(normGrowth({ ...steps([8]), history })).toBe(1);
  expect(normGrowth(steps([8]))).toBeUndefined();
  expect([plateauAngle(record), normGrowth(record)]).toEqual([undefined, undefined]);
});

it("takes the rotation of single steps in the last epoch before the first drop", () => {
  const history = record.history.flatMap((entry) => [
    { ...entry, at: "step" as const, rotation: { angle: [entry.epoch, 2, 100] } },
    { ...entry, at: "step" as const, rotation: { angle: [entry.epoch + 2, 4, 200] } },
    entry,
  ]);
  // In epoch 7 the layers' means are 8, 3 and 150.
  expect(stepAngles({ ...steps([8]), history })).toEqual([8, 3, 150]);
  expect(stepAngles({ ...record, history })).toBeUndefined();
  expect(stepAngles(steps([8]))).toBeUndefined();
  expect(medianStepAngle({ ...steps([8]), history })).toBe(8);
  expect(medianStepAngle(steps([8]))).toBeUndefined();
});

it("takes how much the silhouette of the feedback rises", () => {
  const history = record.history.map((entry) => ({
    ...entry,
    feedback: { silhouette: entry.epoch / 10 },
  }));
  expect(silhouetteRise(1, 11)({ ...record, history })).toBeCloseTo(1, 12);
  expect(silhouetteRise(1, 12)({ ...record, history })).toBeUndefined();
});

it("takes how far second moments lie apart, between layers and within them", () => {
  const [entry] = record.history;
  if (!entry) throw new Error("the sample has a history");
  const secondMoments = { p10: [1, 0.1, 1e-4], p50: [10, 1, 1e-3], p90: [100, 10, 1] };
  const history = [{ ...entry, at: "firstStepOfEpoch" as const, epoch: 3, secondMoments }];
  expect(momentRangeBetween(3)({ ...record, history })).toBeCloseTo(4, 12);
  expect(momentRangeWithin(3)({ ...record, history })).toBeCloseTo(2, 12);
  expect(momentRangeWithin(4)({ ...record, history })).toBeUndefined();
});
