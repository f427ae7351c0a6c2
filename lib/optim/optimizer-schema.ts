import type { z } from "zod";
import { kinds } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { laycaSchema } from "./layca.js";
import { laterStepRules, stepRules } from "./step-rules.js";

/** Step rules standing alone, and transforms of them. */
export const optimizerSchema = kinds([...stepRules, laycaSchema], {
  what: "an optimizer",
  later: [...laterStepRules, "lars", "normalized"],
});

/** An optimizer with its defaults filled in. */
export type OptimizerSpec = Immutable<z.output<typeof optimizerSchema>>;

/** An optimizer as a user writes it. */
export type OptimizerInput = Immutable<z.input<typeof optimizerSchema>>;
