import type { z } from "zod";
import { either, oneOf, real, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";
import type { ZeroBy } from "./layer-rule.js";

const initializerKind = oneOf([
  "torch",
  "glorotUniform",
  "glorotNormal",
  "heUniform",
  "heNormal",
  "orthogonal",
  "zeros",
]);

const scaledSchema = strict(
  {
    kind: initializerKind.describe("The initializer."),
    gain: real().default(1).describe("The drawn kernel is multiplied by it; default 1."),
  },
  "an initializer",
);

/**
 * How a kernel is drawn; a gain of 1 is resolved to the kind alone, so that both ways to write it
 * are one.
 */
export const initializerSchema = either(
  [initializerKind, scaledSchema],
  'an initializer\'s name or { "kind": …, "gain": … }',
)
  .transform((init) => (typeof init === "object" && init.gain === 1 ? init.kind : init))
  .prefault("torch")
  .describe(
    "How the kernel is drawn: torch (PyTorch's default for the layer, the default here), glorotUniform, " +
      "glorotNormal, heUniform, heNormal (truncated at two standard deviations, uncompensated), orthogonal, " +
      "zeros, or { kind, gain }. Biases are 0 for all but torch.",
  );

/** Says by `zeroBy` of a kernel that its initializer makes it 0. */
export function zeroByInit(init: InitializerSpec): { readonly zeroBy?: ZeroBy } {
  const zero =
    typeof init === "string" ? init === "zeros" : init.kind === "zeros" || init.gain === 0;
  return zero ? { zeroBy: { field: "init", value: JSON.stringify(init) } } : {};
}

/**
 * How a kernel is drawn: an initializer's name, or with a gain that multiplies the drawn kernel.
 */
export type InitializerSpec = Immutable<z.output<typeof initializerSchema>>;
