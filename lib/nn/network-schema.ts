import type { z } from "zod";
import { list, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { inputSchema } from "./input-schema.js";
import { type LayerSpec, layerSchema } from "./layers.js";

const mostLayers = 4096;

export const networkSchema = strict(
  {
    input: inputSchema,
    layers: list(layerSchema, "a list of 1 to 4096 layers")
      .min(1)
      .max(mostLayers)
      .describe("The layers in forward order."),
  },
  "a network",
)
  .superRefine(({ layers }, context) => {
    const count = countLayers(layers);
    if (count <= mostLayers) return;
    const message = `expected at most ${mostLayers} layers in all but received ${count}`;
    context.addIssue({ code: "custom", path: ["layers"], message });
  })
  .meta({
    title: "Network",
    description:
      "The network. Parameters and buffers are named <layer>.weight, .bias, .running_mean, .running_var and " +
      ".num_batches_tracked, as in a torch.nn.Sequential of the same layers.",
  });

/** Those inside residuals included. */
function countLayers(layers: readonly LayerSpec[]): number {
  return layers.reduce(
    (sum, layer) =>
      sum +
      1 +
      (layer.kind === "residual" ? countLayers(layer.branch) + countLayers(layer.shortcut) : 0),
    0,
  );
}

/** A network with its defaults filled in. */
export type NetworkSpec = Immutable<z.output<typeof networkSchema>>;

/** A network as a user writes it: what has a default may be left out. */
export type NetworkSpecInput = Immutable<z.input<typeof networkSchema>>;
