import { expect, test } from "vitest";
import { type CosineScheduleOptions, cosineSchedule } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("falls to 0 by default", () => {
  expect(cosineSchedule({ epochs: 3 })).toEqual({ kind: "cosine", epochs: 3, final: 0 });
  expect(cosineSchedule({ epochs: 1, final: 1 }).final).toBe(1);
});

test.each<[CosineScheduleOptions, string]>([
  [JSON.parse("{}"), "cosineSchedule.epochs: expected an integer ≥ 1 but it is missing"],
  [{ epochs: 0 }, "cosineSchedule.epochs: expected an integer ≥ 1 but received 0"],
  [{ epochs: 2.5 }, "cosineSchedule.epochs: expected an integer ≥ 1 but received 2.5"],
  [
    { epochs: 1, final: 1.5 },
    "cosineSchedule.final: expected a number ≥ 0 and ≤ 1 but received 1.5",
  ],
])("refuses %o", (options, message) => {
  expect(refusal(() => cosineSchedule(options))).toBe(message);
});
