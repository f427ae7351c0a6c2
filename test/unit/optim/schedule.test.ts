import { expect, test } from "vitest";
import { checkInput } from "../../../lib/check.js";
import {
  constantSchedule,
  cosineSchedule,
  scheduleSchema,
  stepSchedule,
  warmupSchedule,
} from "../../../lib/optim/index.js";
import { refusal } from "../../support/refusal.js";

test.each([
  constantSchedule(),
  stepSchedule({ milestones: [3] }),
  cosineSchedule({ epochs: 5 }),
  warmupSchedule({ epochs: 1, then: warmupSchedule({ epochs: 2 }) }),
])("takes what the builders give: %o", (schedule) => {
  expect(checkInput(scheduleSchema, schedule)).toEqual(schedule);
});

test("a warm-up is followed by a constant, or by any schedule with its defaults", () => {
  expect(warmupSchedule({ epochs: 2 })).toEqual({
    kind: "warmup",
    epochs: 2,
    then: { kind: "constant" },
  });
  expect(warmupSchedule({ epochs: 2, then: { kind: "cosine", epochs: 8 } }).then).toEqual(
    cosineSchedule({ epochs: 8 }),
  );
});

test.each<[unknown, string]>([
  [
    { kind: "cosin" },
    'schedule.kind: expected constant, step, cosine or warmup but received "cosin"; did you mean cosine?',
  ],
  [{ kind: "constant", lr: 1 }, "schedule.lr: unknown key; expected one of kind"],
  [{ kind: "warmup", epochs: 0 }, "schedule.epochs: expected an integer ≥ 1 but received 0"],
  [{ kind: "warmup", epochs: 1, then: 3 }, "schedule.then: expected a schedule but received 3"],
  [
    { kind: "warmup", epochs: 1, then: { kind: "warmup", epochs: 1, then: { kind: "step" } } },
    "schedule.then.then.milestones: expected a list of at most 10000 epochs but it is missing",
  ],
])("refuses %o", (schedule, message) => {
  expect(refusal(() => checkInput(scheduleSchema, schedule, "schedule"))).toBe(message);
});
