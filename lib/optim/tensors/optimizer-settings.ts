import type { z } from "zod";
import { flag, integer, strict } from "../../check/fields.js";
import { checkInput, type Immutable } from "../../check.js";
import { InputError } from "../../errors.js";
import { scheduleSchema } from "../schedule.js";

export const settingsSchema = strict(
  {
    schedule: scheduleSchema
      .default({ kind: "constant" })
      .describe("The factor of lr and rate over time; default: constant."),
    updatesPerEpoch: integer(1, 2 ** 31 - 1)
      .exactOptional()
      .describe(
        "Steps that make an epoch, which the schedule counts; needed unless it is constant.",
      ),
    checkFinite: flag()
      .default(true)
      .describe("Whether a gradient that is not finite is refused before anything has changed."),
    threads: integer(1, 1024)
      .exactOptional()
      .describe("Threads that share a step; default: the calling thread's own number."),
    multiTensor: flag()
      .default(false)
      .describe("Steps by libtorch's multi-tensor operators on the CPU too; for comparison."),
  },
  "settings",
);

/** What an optimizer of tensors takes beside its parameters and its spec. */
export type OptimizerSettings = Immutable<z.input<typeof settingsSchema>>;

/** The same with its defaults filled in. */
export type CheckedSettings = Immutable<z.output<typeof settingsSchema>>;

/**
 * Checks an optimizer's settings.
 *
 * @throws {InputError} naming the setting.
 */
export function checkSettings(settings: OptimizerSettings): CheckedSettings {
  const checked = checkInput(settingsSchema, settings, "settings");
  if (checked.schedule.kind !== "constant" && checked.updatesPerEpoch === undefined) {
    const why = `as the schedule ${checked.schedule.kind} counts epochs,`;
    throw InputError.at(
      "settings.updatesPerEpoch",
      `expected an integer ≥ 1, ${why} but it is missing`,
    );
  }
  return checked;
}
