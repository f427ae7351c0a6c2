import type { z } from "zod";
import { integer, kind, list, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";

export const stepSchema = strict(
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

/** A step schedule with its defaults filled in. */
export type StepSchedule = Immutable<z.output<typeof stepSchema>>;

/** Options of `stepSchedule`. */
export type StepScheduleOptions = Immutable<Omit<z.input<typeof stepSchema>, "kind">>;

/**
 * Multiplies by `gamma` from every milestone on, as `torch.optim.lr_scheduler.MultiStepLR`: the factor
 * in an epoch is
 *
 * ```
 * gamma^(number of milestones ≤ epoch)
 * ```
 *
 * @param options milestones (required): 0-based epochs, ascending; gamma (0.1).
 * @throws InputError on milestones that are not ascending.
 */
export function stepSchedule(options: StepScheduleOptions): StepSchedule {
  return checkInput(stepSchema, { ...options, kind: "step" }, "stepSchedule");
}
