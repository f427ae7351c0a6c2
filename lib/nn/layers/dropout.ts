import { kind, real, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const dropoutSchema = strict(
  {
    kind: kind("dropout"),
    name: layerName,
    p: real({ from: 0, to: 1 })
      .default(0.5)
      .describe("Probability that a number is zeroed; default 0.5."),
  },
  "a layer",
).meta({
  title: "Dropout",
  description:
    "In training each number is zeroed with probability p, and the others are divided by 1 − p. The masks follow " +
    "from the run's seed, the update and the layer's place.",
});
