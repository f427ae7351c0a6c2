import { z } from "zod";
import { kind, list, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

/** Two ways through the same input, added up. */
export interface ResidualSpec<Layer> {
  /** Tells it from other layers. */
  readonly kind: "residual";
  /** Without dots; default: its index in its list. */
  readonly name?: string;
  /** The layers of one way, one or more. */
  readonly branch: readonly Layer[];
  /** The identity where it is empty. */
  readonly shortcut: readonly Layer[];
}

/** A residual as a user writes it. */
export interface ResidualSpecInput<Layer> {
  /** Tells it from other layers. */
  readonly kind: "residual";
  /** Without dots; default: its index in its list. */
  readonly name?: string;
  /** The layers of one way, one or more. */
  readonly branch: readonly Layer[];
  /** The layers of the other way; default: none, which is the identity. */
  readonly shortcut?: readonly Layer[] | undefined;
}

/** Its schema; `layer` gives that of any layer, residuals too. */
export function residualSchema<Output, Input>(layer: () => z.ZodType<Output, Input>) {
  return strict(
    {
      kind: kind("residual"),
      name: layerName,
      branch: list(z.lazy(layer), "a list of one or more layers")
        .min(1)
        .describe("The layers of one way."),
      shortcut: list(z.lazy(layer), "a list of layers")
        .default([])
        .describe("The layers of the other way; default: none, which is the identity."),
    },
    "a layer",
  ).meta({
    title: "Residual",
    description: "branch(x) + shortcut(x). What follows the sum is a layer of its own.",
  });
}
