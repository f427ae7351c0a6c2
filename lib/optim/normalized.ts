import type { z } from "zod";
import { kind, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import type { StepRuleInput } from "./step-rules.js";
import { transformFields } from "./transform-fields.js";

export const normalizedSchema = strict(
  { kind: kind("normalized"), ...transformFields("Length of a step") },
  "an optimizer",
).meta({
  title: "Normalized",
  description: "Steps of the same length for every kernel, along the base's step.",
});

/** Block-normalized steps with their defaults filled in. */
export type NormalizedSpec = Immutable<z.output<typeof normalizedSchema>>;

/** Options of `normalized`. */
export type NormalizedOptions = Immutable<Omit<z.input<typeof normalizedSchema>, "kind" | "base">>;

/**
 * Block-normalized steps of a base rule (Figure 7 of the paper): s is the base's step at lr 1.
 *
 * ```
 * w ← w − rate·s/‖s‖
 * ```
 *
 * The rate is a length, not a fraction of the kernel: how far a kernel turns depends on its norm.
 *
 * @param base the step rule; its lr plays no part for kernels.
 * @param options rate (required), others (`base`).
 * @throws InputError naming the option: a negative rate, what is wrong with the base.
 */
export function normalized(base: StepRuleInput, options: NormalizedOptions): NormalizedSpec {
  return checkInput(normalizedSchema, { ...options, kind: "normalized", base }, "normalized");
}
