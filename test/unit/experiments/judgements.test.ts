import { expect, it } from "vitest";
import {
  between,
  both,
  exceeds,
  exceedsAll,
  falls,
  numberText,
} from "../../../lib/experiments/judgements.js";

it("writes numbers as readers of accuracies and losses expect them", () => {
  expect([0, 0.51251, 1.5, -0.03, 0.00123456, 1234.5].map(numberText)).toEqual([
    "0",
    "0.5125",
    "1.5",
    "-0.03",
    "0.00123",
    "1.23e+3",
  ]);
});

it("judges differences by their margin, which itself is not enough", () => {
  expect(exceeds(0.75, 0.5, 0.25)).toEqual({ holds: false, measured: "0.75 − 0.5 = 0.25" });
  expect(exceeds(0.76, 0.5, 0.25).holds).toBe(true);
  const others = [
    { name: "alpha -0.6", value: 0.5, margin: 0.005 },
    { name: "alpha 0.6", value: 0.45, margin: 0.1 },
  ];
  expect(exceedsAll(0.54, others)).toEqual({
    holds: false,
    measured: "0.54 against 0.5 (alpha -0.6), 0.45 (alpha 0.6)",
  });
  expect(exceedsAll(0.56, others).holds).toBe(true);
});

it("judges order and ranges strictly", () => {
  expect(falls([3, 2, 1])).toEqual({ holds: true, measured: "3, 2, 1" });
  expect(falls([3, 2, 2]).holds).toBe(false);
  expect(between(1, 0.5, 2).holds).toBe(true);
  expect(between(2, 0.5, 2).holds).toBe(false);
  expect(both(falls([2, 1]), falls([1, 2]))).toEqual({ holds: false, measured: "2, 1; 1, 2" });
});
