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
