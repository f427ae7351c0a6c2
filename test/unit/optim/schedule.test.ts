import { expect, test } from "vitest";
import { checkInput } from "../../../lib/check.js";
import { constantSchedule, scheduleSchema, stepSchedule } from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test("builders give specs", () => {
  expect(constantSchedule()).toEqual({ kind: "constant" });
  expect(stepSchedule({ milestones: [0, 80, 90], gamma: 0.2 })).toEqual({
    kind: "step",
    milestones: [0, 80, 90],
    gamma: 0.2,
  });
  expect(stepSchedule({ milestones: [] })).toEqual({ kind: "step", milestones: [], gamma: 0.1 });
});

test.each<[unknown, string]>([
  [
    { kind: "step" },
    "schedule.milestones: expected a list of at most 10000 epochs but it is missing",
  ],
  [
    { kind: "step", milestones: [1.5] },
    "schedule.milestones[0]: expected an integer ≥ 0 but received 1.5",
  ],
  [
    { kind: "step", milestones: [-1] },
    "schedule.milestones[0]: expected an integer ≥ 0 but received -1",
  ],
  [
    { kind: "step", milestones: [5, 5] },
    "schedule.milestones[1]: expected an epoch after 5 but received 5",
  ],
  [
    { kind: "step", milestones: [5], gamma: -1 },
    "schedule.gamma: expected a number ≥ 0 but received -1",
  ],
  [{ kind: "constant", lr: 1 }, "schedule.lr: unknown key; expected one of kind"],
  [{ kind: "cosine", epochs: 3 }, "schedule.kind: cosine is not available yet"],
  [{ kind: "warmup", epochs: 3 }, "schedule.kind: warmup is not available yet"],
])("refuses %o", (schedule, message) => {
  expect(refusal(() => checkInput(scheduleSchema, schedule, "schedule"))).toBe(message);
});
