import type { z } from "zod";
import { kind, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { adamFields } from "./adam.js";
import { decoupledDecay } from "./rule-fields.js";

export const adamWSchema = strict(
  { kind: kind("adamW"), ...adamFields, ...decoupledDecay },
  "an optimizer",
).meta({ title: "AdamW", description: "Adam with weight decay apart from the gradient." });

/** AdamW with its defaults filled in. */
export type AdamWSpec = Immutable<z.output<typeof adamWSchema>>;

/** Options of `adamW`. */
export type AdamWOptions = Immutable<Omit<z.input<typeof adamWSchema>, "kind">>;

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), as `torch.optim.AdamW`:
 *
 * ```
 * m ← β₁·m + (1 − β₁)·g            from 0
 * v ← β₂·v + (1 − β₂)·g²           from 0
 * w ← w − lr·λ·w − lr · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + eps)      t = 1, 2, …
 * amsgrad: the largest v so far in place of v
 * ```
 *
 * Inside a transform the decay is part of the base step: λ·w, at lr 1. `layca` projects it out.
 *
 * @param options lr (0.001), betas ([0.9, 0.999]), eps (1e-8), amsgrad (false), weightDecay λ
 *   (0.01), weightDecayOn (`kernels`; PyTorch decays all parameters).
 * @throws InputError naming the option: betas outside [0, 1), anything negative.
 */
export function adamW(options: AdamWOptions = {}): AdamWSpec {
  return checkInput(adamWSchema, { ...options, kind: "adamW" }, "adamW");
}
