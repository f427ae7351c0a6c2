import { kind, real, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const leakyReluSchema = strict(
  {
    kind: kind("leakyRelu"),
    name: layerName,
    negativeSlope: real().default(0.01).describe("Slope below 0; default 0.01."),
  },
  "a layer",
).meta({ title: "Leaky ReLU", description: "x, or negativeSlope · x where x < 0." });
