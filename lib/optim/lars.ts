import { z } from "zod";
import { either, kind, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import type { StepRuleInput } from "./step-rules.js";
import { transformFields } from "./transform-fields.js";

export const larsSchema = strict(
  {
    kind: kind("lars"),
    ...transformFields("Length of a step, in lengths of the kernel"),
    normGrowth: either([z.null(), real({ from: 0 })], "null or a number ≥ 0")
      .default(null)
      .describe(
        "How far a kernel's norm may grow a step, in initial norms; default null: without limit.",
      ),
  },
  "an optimizer",
).meta({
  title: "LARS",
  description: "Steps every kernel by the same fraction of its norm, along the base's step.",
});

/** LARS with its defaults filled in. */
export type LarsSpec = Immutable<z.output<typeof larsSchema>>;

/** Options of `lars`. */
export type LarsOptions = Immutable<Omit<z.input<typeof larsSchema>, "kind" | "base">>;

/**
 * Layer-wise adaptive rate scaling (You et al. 2017) of a base rule, as in Figure 9 of the paper: s is
 * the base's step at lr 1, w₀ the initial kernel.
 *
 * ```
 * w′ ← w − rate·(‖w‖/‖s‖)·s
 * normGrowth: where ‖w′‖ > ‖w‖ + normGrowth·‖w₀‖, w′ is scaled down to it
 * ```
 *
 * Unlike Layca it neither projects the step nor keeps the norm. Weight decay is the base's: there is
 * no term of its own beside ‖s‖.
 *
 * @param base the step rule; its lr plays no part for kernels.
 * @param options rate (required), normGrowth (null; Figure 9: 1e-4), others (`base`).
 * @throws InputError naming the option: a negative rate or normGrowth, what is wrong with the base.
 */
export function lars(base: StepRuleInput, options: LarsOptions): LarsSpec {
  return checkInput(larsSchema, { ...options, kind: "lars", base }, "lars");
}
