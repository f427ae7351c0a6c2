import type { z } from "zod";
import { flag, kind, oneOf, real, strict } from "../check/fields.js";
import { checkInput, type Immutable } from "../check.js";
import { coupledDecay, lrField } from "./rule-fields.js";

export const sgdSchema = strict(
  {
    kind: kind("sgd"),
    lr: lrField(1e-3),
    momentum: real({ from: 0 }).default(0).describe("Momentum μ; default 0."),
    dampening: real()
      .default(0)
      .describe("Dampening d of the gradient, torch's form only; default 0."),
    nesterov: flag().default(false).describe("Nesterov's momentum; default false."),
    momentumForm: oneOf(["torch", "velocity", "average"])
      .default("torch")
      .describe(
        "How momentum is kept: torch (default): v ← μv + (1−d)g, first v = g, step lr·v; " +
          "velocity (Keras): v ← μv − lr·g, w ← w + v; average (Adam): m ← μm + (1−μ)g, step lr·m.",
      ),
    ...coupledDecay,
  },
  "an optimizer",
)
  .superRefine((sgd, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (sgd.dampening !== 0 && sgd.momentumForm !== "torch") {
      refuse(
        "dampening",
        `expected 0 with momentumForm ${sgd.momentumForm} but received ${sgd.dampening}`,
      );
    }
    if (!sgd.nesterov) return;
    if (sgd.momentumForm === "average") {
      refuse("nesterov", "expected false with momentumForm average but received true");
    } else if (sgd.momentum === 0) {
      refuse("nesterov", "expected false with momentum 0 but received true");
    } else if (sgd.momentumForm === "torch" && sgd.dampening !== 0) {
      refuse("nesterov", `expected false with dampening ${sgd.dampening} but received true`);
    }
  })
  .meta({
    title: "SGD",
    description:
      "Stochastic gradient descent with momentum; weight decay is added to the gradient.",
  });

/** Stochastic gradient descent with its defaults filled in. */
export type SgdSpec = Immutable<z.output<typeof sgdSchema>>;

/** Options of `sgd`. */
export type SgdOptions = Immutable<Omit<z.input<typeof sgdSchema>, "kind">>;

/**
 * Stochastic gradient descent, as `torch.optim.SGD` by default. μ is the momentum, d the dampening:
 *
 * ```
 * g ← g + λ·w
 * torch:     v ← μ·v + (1 − d)·g, at first v = g      w ← w − lr·v
 *            nesterov                                 w ← w − lr·(g + μ·v)
 * velocity:  v ← μ·v − lr·g, from 0                   w ← w + v
 *            nesterov                                 w ← w + μ·v − lr·g
 * average:   m ← μ·m + (1 − μ)·g, from 0              w ← w − lr·m
 * ```
 *
 * `velocity` is Keras' form, and that of the published runs: lr is inside v, so that a drop of lr acts
 * over some steps, where it acts at once in `torch`; at a constant lr both are the same. `average` is
 * the momentum of Adam without its correction: in the long run its steps are 1 − μ times those of
 * `torch`.
 *
 * @param options lr (0.001), momentum (0), dampening (0), nesterov (false), momentumForm (`torch`),
 *   weightDecay (0, coupled: added to the gradient), weightDecayOn (`kernels`).
 * @throws InputError on combinations that have no meaning: dampening outside the torch form,
 *   nesterov without momentum, with dampening or with the average form.
 */
export function sgd(options: SgdOptions = {}): SgdSpec {
  return checkInput(sgdSchema, { ...options, kind: "sgd" }, "sgd");
}
