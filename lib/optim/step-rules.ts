/**
 * A step rule steps each parameter by itself. Standing alone it subtracts its step; `lr` is then
 * multiplied by the schedule.
 *
 * **Weight decay** λ is coupled in all rules but `adamW`, as in PyTorch: λ·w is added to g before
 * anything else, so that adaptive rules divide it as well. By default only kernels decay; PyTorch
 * decays every parameter it is given, which is `weightDecayOn: "all"`.
 *
 * **From Keras:** `l2(c)` adds c·‖w‖² to the loss, whose gradient is 2c·w: it is a `weightDecay` of 2c.
 * Adaptive rules have an epsilon of 1e-7 there, outside the root as here, and accumulators that begin
 * at 0. Momentum is `momentumForm: "velocity"`.
 */

import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { adagradSchema } from "./adagrad.js";
import { adamSchema } from "./adam.js";
import { adamWSchema } from "./adam-w.js";
import { rmspropSchema } from "./rmsprop.js";
import { sgdSchema } from "./sgd.js";

/** Rules that turn a gradient into a step: a new one is a file beside `sgd.ts` and a line here. */
export const stepRules = [
  sgdSchema,
  adamSchema,
  adamWSchema,
  rmspropSchema,
  adagradSchema,
] as const;

/** What a transform takes as its base. */
export const baseSchema = kinds(stepRules, { what: "a step rule" });

/** A step rule with its defaults filled in. */
export type StepRuleSpec = Immutable<z.output<typeof baseSchema>>;

/** A step rule as a user writes it. */
export type StepRuleInput = Immutable<z.input<typeof baseSchema>>;

const averagesSquares: Readonly<Record<StepRuleSpec["kind"], boolean>> = {
  sgd: false,
  adam: true,
  adamW: true,
  rmsprop: true,
  adagrad: true,
};

/** Whether a rule estimates second moments of the gradient: averages, or a sum, of its squares. */
export function keepsSecondMoments({ kind }: StepRuleSpec): boolean {
  return averagesSquares[kind];
}
