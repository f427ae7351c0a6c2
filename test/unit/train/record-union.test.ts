import { expect, it } from "vitest";
import { recordCovers } from "../../../lib/train/record-covers.js";
import { recordUnion } from "../../../lib/train/record-union.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { smallRun } from "../../support/run-specs.js";

const record = (options: object) => parseRunSpec({ ...smallRun, record: options }).record;

it("covers both: every moment and every measure", () => {
  const first = record({ every: "epoch", gradients: true });
  const second = record({ every: ["firstStepOfEpoch", { steps: 5 }], norms: false });
  const union = recordUnion(first, second);
  expect(recordCovers(union, first)).toBe(true);
  expect(recordCovers(union, second)).toBe(true);
  expect(union.every).toEqual(["epoch", "firstStepOfEpoch", { steps: 5 }]);
});

it("of one thing twice is that thing", () => {
  const once = record({ every: ["epoch"], rotation: false });
  expect(recordUnion(once, once)).toEqual(once);
});
