import type { z } from "zod";
import { integer, kind, kinds, list, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";

const constantSchema = strict({ kind: kind("constant") }, "a schedule").meta({
  title: "Constant",
  description: "The factor is 1 throughout.",
});

const stepSchema = strict(
  {
    kind: kind("step"),
    milestones: list(integer(0), "a list of at most 10000 epochs")
      .max(10_000)
      .describe(
        "0-based epochs, ascending, from each of which on the factor is multiplied by gamma.",
      ),
    gamma: real({ from: 0 })
      .default(0.1)
      .describe("What every milestone multiplies by; default 0.1."),
  },
  "a schedule",
)
  .superRefine(({ milestones }, context) => {
    for (const [index, epoch] of milestones.entries()) {
      const before = milestones[index - 1];
      if (before === undefined || epoch > before) continue;
      const message = `expected an epoch after ${before} but received ${epoch}`;
      context.addIssue({ code: "custom", path: ["milestones", index], message });
    }
  })
  .meta({ title: "Step", description: "Multiplied by gamma from every milestone on." });

/** The factor of lr and rate over time. */
export const scheduleSchema = kinds([constantSchema, stepSchema], {
  what: "a schedule",
  later: ["cosine", "warmup"],
});

/** A schedule with its defaults filled in: the factor of lr and rate alike over time. */
export type ScheduleSpec = Immutable<z.output<typeof scheduleSchema>>;

/** A schedule as a user writes it. */
export type ScheduleInput = Immutable<z.input<typeof scheduleSchema>>;

/** The learning rate as it is, throughout; the default. */
export function constantSchedule(): Extract<ScheduleSpec, { kind: "constant" }> {
  return { kind: "constant" };
}

/**
 * The learning rate times `gamma` from every milestone on.
 *
 * @param options milestones: 0-based epochs, ascending; gamma: default 0.1, as in PyTorch.
 */
export function stepSchedule(
  options: Immutable<Omit<z.input<typeof stepSchema>, "kind">>,
): Extract<ScheduleSpec, { kind: "step" }> {
  return checkInput(stepSchema, { ...options, kind: "step" }, "stepSchedule");
}
