import { expect, test } from "vitest";
import { type StepScheduleOptions, stepSchedule } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("multiplies by 0.1 by default, as in PyTorch", () => {
  expect(stepSchedule({ milestones: [] })).toEqual({ kind: "step", milestones: [], gamma: 0.1 });
  expect(stepSchedule({ milestones: [0, 80, 90], gamma: 0.2 })).toEqual({
    kind: "step",
    milestones: [0, 80, 90],
    gamma: 0.2,
  });
});

test.each<[StepScheduleOptions, string]>([
  [
    JSON.parse("{}"),
    "stepSchedule.milestones: expected a list of at most 10000 epochs but it is missing",
  ],
  [{ milestones: [1.5] }, "stepSchedule.milestones[0]: expected an integer ≥ 0 but received 1.5"],
  [{ milestones: [-1] }, "stepSchedule.milestones[0]: expected an integer ≥ 0 but received -1"],
  [{ milestones: [5, 5] }, "stepSchedule.milestones[1]: expected an epoch after 5 but received 5"],
  [{ milestones: [5], gamma: -1 }, "stepSchedule.gamma: expected a number ≥ 0 but received -1"],
])("refuses %o", (options, message) => {
  expect(refusal(() => stepSchedule(options))).toBe(message);
});
