import type { z } from "zod";
import { list, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";
import { inputSchema } from "./input-schema.js";
import { layerSchema } from "./layers.js";

export const networkSchema = strict(
  {
    input: inputSchema,
    layers: list(layerSchema, "a list of 1 to 4096 layers")
      .min(1)
      .max(4096)
      .describe("The layers in forward order."),
  },
  "a network",
).meta({
  title: "Network",
  description:
    "The network. Parameters and buffers are named <layer>.weight, .bias, .running_mean, .running_var and " +
    ".num_batches_tracked, as in a torch.nn.Sequential of the same layers.",
});

/** A network with its defaults filled in. */
export type NetworkSpec = Immutable<z.output<typeof networkSchema>>;

/** A network as a user writes it: what has a default may be left out. */
export type NetworkSpecInput = Immutable<z.input<typeof networkSchema>>;
