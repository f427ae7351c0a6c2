import type { z } from "zod";
import { flag, kind, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { coupledDecay, epsField, lrField } from "./rule-fields.js";

export const rmspropSchema = strict(
  {
    kind: kind("rmsprop"),
    lr: lrField(1e-2),
    alpha: real({ from: 0, to: 1 })
      .default(0.99)
      .describe("Share α that the average of g² keeps of itself; default 0.99."),
    eps: epsField(1e-8),
    momentum: real({ from: 0 })
      .default(0)
      .describe("Momentum μ, of the divided gradient; default 0."),
    centered: flag()
      .default(false)
      .describe("Whether the variance of g stands for the average of g²; default false."),
    ...coupledDecay,
  },
  "an optimizer",
).meta({
  title: "RMSprop",
  description: "Steps by the gradient over the root of the average squared gradient.",
});

/** RMSprop with its defaults filled in. */
export type RmspropSpec = Immutable<z.output<typeof rmspropSchema>>;

/** Options of `rmsprop`. */
export type RmspropOptions = Immutable<Omit<z.input<typeof rmspropSchema>, "kind">>;

/**
 * RMSprop (Tieleman & Hinton 2012), as `torch.optim.RMSprop`:
 *
 * ```
 * g ← g + λ·w
 * v ← α·v + (1 − α)·g²             from 0
 * w ← w − lr · g/(√v + eps)
 * momentum: b ← μ·b + g/(√v + eps), from 0;  w ← w − lr·b
 * centered: ḡ ← α·ḡ + (1 − α)·g, from 0;  v − ḡ² in place of v (Graves 2013)
 * ```
 *
 * An alpha above 1, which PyTorch takes, is refused: v would be negative. In Keras alpha is called
 * `rho` and is 0.9 by default, eps 1e-7.
 *
 * @param options lr (0.01), alpha (0.99), eps (1e-8), momentum (0), centered (false), weightDecay λ
 *   (0, coupled: added to the gradient), weightDecayOn (`kernels`).
 * @throws InputError naming the option: alpha outside [0, 1], anything negative.
 */
export function rmsprop(options: RmspropOptions = {}): RmspropSpec {
  return checkInput(rmspropSchema, { ...options, kind: "rmsprop" }, "rmsprop");
}
