import type { z } from "zod";
import { kind, list, oneOf, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import type { StepRuleInput } from "./step-rules.js";
import { transformFields } from "./transform-fields.js";

export const laycaSchema = strict(
  {
    kind: kind("layca"),
    ...transformFields("Rotation ρ a step: the tangent of the angle or, with arc exact, the angle"),
    alpha: real({ above: -1, below: 1 })
      .exactOptional()
      .describe(
        "Prioritization: > 0 slows the first layers, < 0 the last; default 0. Not with multipliers.",
      ),
    multipliers: list(real({ from: 0 }), "a list of one number a kernel")
      .min(1)
      .exactOptional()
      .describe("Factors of the rate, one a kernel in forward order, in place of alpha."),
    radius: oneOf(["initial", "current"])
      .default("initial")
      .describe(
        "The norm that kernels are put back to: their initial one (default) or that before the step.",
      ),
    arc: oneOf(["tangent", "exact"])
      .default("tangent")
      .describe(
        "Whether the angle of a step is atan ρ (tangent, as published, default) or ρ radians (exact).",
      ),
  },
  "an optimizer",
)
  .superRefine(({ alpha, multipliers }, context) => {
    if (alpha === undefined || multipliers === undefined) return;
    const message = "expected alpha or multipliers but received both";
    context.addIssue({ code: "custom", path: ["alpha"], message });
  })
  .transform((layca) =>
    layca.multipliers === undefined ? { ...layca, alpha: layca.alpha ?? 0 } : layca,
  )
  .meta({
    title: "Layca",
    description: "Rotates every kernel by the same controlled angle a step (layer-level control).",
  });

/** Layca with its defaults filled in: either `alpha` or `multipliers` is set. */
export type LaycaSpec = Immutable<z.output<typeof laycaSchema>>;

/** Options of `layca`. */
export type LaycaOptions = Immutable<Omit<z.input<typeof laycaSchema>, "kind" | "base">>;

/**
 * Layca (algorithm 1 of the paper): every kernel turns by the same controlled angle a step, and keeps
 * its norm. ρ is the rate times the kernel's multiplier times the schedule's factor:
 *
 * ```
 * s ← s − (⟨s,w⟩/‖w‖²)·w             what of s turns w
 * s ← s·‖w‖/‖s‖
 * w ← w − ρ·s                        arc exact: w ← cos ρ·w − sin ρ·s
 * w ← w·r/‖w‖                        r = ‖w₀‖ (radius initial), or ‖w‖ before the step (current)
 * ```
 *
 * The paper writes ‖w₀‖, the published code uses the norm before the step. Both are the same but for
 * rounding, which adds up with `current`: there the norm drifts over thousands of steps.
 *
 * Weight decay of the base plays a part only as far as momentum or an adaptive rule turns it away from
 * w: what is parallel to w is projected out, of adamW's decay all.
 *
 * @param base the step rule; its lr plays no part for kernels.
 * @param options rate (required; the paper's best is 3⁻³), alpha (0) or multipliers, radius
 *   (`initial`; the published code's is `current`), arc (`tangent`), others (`base`; published
 *   runs: `frozen`).
 * @throws InputError naming the option: a negative rate or multiplier, alpha outside (−1, 1), both alpha
 *   and multipliers, what is wrong with the base.
 */
export function layca(base: StepRuleInput, options: LaycaOptions): LaycaSpec {
  return checkInput(laycaSchema, { ...options, kind: "layca", base }, "layca");
}
