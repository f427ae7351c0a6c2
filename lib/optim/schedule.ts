/**
 * A schedule gives a factor for every update, which multiplies a rule's `lr` and a transform's `rate`
 * alike: `lr` is the step per unit of gradient (of divided gradient in the adaptive rules), `rate` a
 * rotation (`layca`), a share of the norm (`lars`) or a length (`normalized`). Records hold the product
 * as `lr`. Epochs are counted from 0; S is the number of updates an epoch.
 */

import { z } from "zod";
import { integer, kind, kinds, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { type ConstantSchedule, constantSchema } from "./constant-schedule.js";
import { type CosineSchedule, cosineSchema } from "./cosine-schedule.js";
import { type StepSchedule, stepSchema } from "./step-schedule.js";

/** A schedule with its defaults filled in: the factor of lr and rate alike over time. */
export type ScheduleSpec = ConstantSchedule | StepSchedule | CosineSchedule | WarmupSchedule;

/** A schedule as a user writes it. */
export type ScheduleInput =
  | Immutable<z.input<typeof constantSchema | typeof stepSchema | typeof cosineSchema>>
  | ({ readonly kind: "warmup" } & WarmupScheduleOptions);

/** A warm-up and what follows it. */
export interface WarmupSchedule {
  /** Tells it from other schedules. */
  readonly kind: "warmup";
  /** Epochs until the factor is 1, at least one. */
  readonly epochs: number;
  /** What follows, its epochs counted from the warm-up's end. */
  readonly then: ScheduleSpec;
}

/** Options of `warmupSchedule`. */
export interface WarmupScheduleOptions {
  /** Epochs until the factor is 1, at least one. */
  readonly epochs: number;
  /** What follows, its epochs counted from the warm-up's end; default: constant. */
  readonly then?: ScheduleInput | undefined;
}

// It holds a schedule and is one, so it stands beside their union.
const warmupSchema = strict(
  {
    kind: kind("warmup"),
    epochs: integer(1, 2 ** 31 - 1).describe("Epochs until the factor is 1."),
    then: z
      .lazy((): z.ZodType<ScheduleSpec, ScheduleInput> => scheduleSchema)
      .default({ kind: "constant" })
      .describe("What follows, its epochs counted from the warm-up's end; default: constant."),
  },
  "a schedule",
).meta({ title: "Warm-up", description: "Rises linearly to 1, then another schedule follows." });

/** The factor of lr and rate over time. */
export const scheduleSchema = kinds([constantSchema, stepSchema, cosineSchema, warmupSchema], {
  what: "a schedule",
});

/**
 * Rises linearly to 1, and goes on as another schedule. With S updates an epoch, update k, counted from
 * 0, has the factor
 *
 * ```
 * (k + 1)/(epochs·S)                 k < epochs·S
 * then, at update k − epochs·S       afterwards
 * ```
 *
 * @param options epochs (required): of the rise; then (constant): what follows, its epochs counted
 *   from the rise's end.
 * @throws InputError naming the option: less than one epoch, what is wrong with `then`.
 */
export function warmupSchedule(options: WarmupScheduleOptions): WarmupSchedule {
  return checkInput(warmupSchema, { ...options, kind: "warmup" }, "warmupSchedule");
}
