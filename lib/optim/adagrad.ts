import type { z } from "zod";
import { kind, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { coupledDecay, epsField, lrField } from "./rule-fields.js";

export const adagradSchema = strict(
  {
    kind: kind("adagrad"),
    lr: lrField(1e-2),
    lrDecay: real({ from: 0 })
      .default(0)
      .describe("How fast lr falls: it is divided by 1 + lrDecay·(t − 1); default 0."),
    initialAccumulator: real({ from: 0 })
      .default(0)
      .describe("What the sum of g² begins at; default 0."),
    eps: epsField(1e-10),
    ...coupledDecay,
  },
  "an optimizer",
).meta({
  title: "Adagrad",
  description: "Steps by the gradient over the root of the sum of squared gradients so far.",
});

/** Adagrad with its defaults filled in. */
export type AdagradSpec = Immutable<z.output<typeof adagradSchema>>;

/** Options of `adagrad`. */
export type AdagradOptions = Immutable<Omit<z.input<typeof adagradSchema>, "kind">>;

/**
 * Adagrad (Duchi et al. 2011), as `torch.optim.Adagrad`:
 *
 * ```
 * g ← g + λ·w
 * v ← v + g²                       from initialAccumulator
 * w ← w − lr/(1 + lrDecay·(t − 1)) · g/(√v + eps)        t = 1, 2, …
 * ```
 *
 * In Keras eps is 1e-7 by default; in the published runs the sum began at 0, as it does here.
 *
 * @param options lr (0.01), lrDecay (0), initialAccumulator (0), eps (1e-10), weightDecay λ (0,
 *   coupled: added to the gradient), weightDecayOn (`kernels`).
 * @throws InputError naming the option: anything negative.
 */
export function adagrad(options: AdagradOptions = {}): AdagradSpec {
  return checkInput(adagradSchema, { ...options, kind: "adagrad" }, "adagrad");
}
