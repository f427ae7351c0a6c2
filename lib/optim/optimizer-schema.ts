import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { larsSchema } from "./lars.js";
import { laycaSchema } from "./layca.js";
import { normalizedSchema } from "./normalized.js";
import { type StepRuleSpec, stepRules } from "./step-rules.js";

/** Step rules standing alone, and transforms of them. */
export const optimizerSchema = kinds([...stepRules, laycaSchema, larsSchema, normalizedSchema], {
  what: "an optimizer",
});

/** An optimizer with its defaults filled in. */
export type OptimizerSpec = Immutable<z.output<typeof optimizerSchema>>;

/** An optimizer as a user writes it. */
export type OptimizerInput = Immutable<z.input<typeof optimizerSchema>>;

/** The step rule of an optimizer: itself, or the base of a transform. */
export function stepRule(optimizer: OptimizerSpec): StepRuleSpec {
  return "base" in optimizer ? optimizer.base : optimizer;
}
