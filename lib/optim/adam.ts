import { z } from "zod";
import { expectedText, flag, kind, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { coupledDecay, epsField, lrField } from "./rule-fields.js";

const beta = () => real({ from: 0, below: 1 });

/** What adam and adamW share. */
export const adamFields = {
  lr: lrField(1e-3),
  betas: z
    .tuple([beta(), beta()], {
      error: ({ input }) => expectedText("two numbers ≥ 0 and < 1", input),
    })
    .default([0.9, 0.999])
    .describe(
      "Shares β₁ and β₂ that the averages of g and of g² keep of themselves; default 0.9 and 0.999.",
    ),
  eps: epsField(1e-8),
  amsgrad: flag()
    .default(false)
    .describe("Whether the largest v so far stands for v; default false."),
};

export const adamSchema = strict(
  { kind: kind("adam"), ...adamFields, ...coupledDecay },
  "an optimizer",
).meta({
  title: "Adam",
  description: "Steps by the average gradient over the root of the average squared gradient.",
});

/** Adam with its defaults filled in. */
export type AdamSpec = Immutable<z.output<typeof adamSchema>>;

/** Options of `adam`. */
export type AdamOptions = Immutable<Omit<z.input<typeof adamSchema>, "kind">>;

/**
 * Adam (Kingma & Ba 2015, algorithm 1), as `torch.optim.Adam`:
 *
 * ```
 * g ← g + λ·w
 * m ← β₁·m + (1 − β₁)·g            from 0
 * v ← β₂·v + (1 − β₂)·g²           from 0
 * w ← w − lr · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + eps)      t = 1, 2, …
 * amsgrad: the largest v so far in place of v (Reddi et al. 2018)
 * ```
 *
 * In Keras eps is 1e-7 by default.
 *
 * @param options lr (0.001), betas ([0.9, 0.999]), eps (1e-8), amsgrad (false), weightDecay λ (0,
 *   coupled: added to the gradient), weightDecayOn (`kernels`).
 * @throws InputError naming the option: betas outside [0, 1), anything negative.
 */
export function adam(options: AdamOptions = {}): AdamSpec {
  return checkInput(adamSchema, { ...options, kind: "adam" }, "adam");
}
