import { kind, oneOf, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const geluSchema = strict(
  {
    kind: kind("gelu"),
    name: layerName,
    approximate: oneOf(["none", "tanh"])
      .default("none")
      .describe("none (default): exactly; tanh: by the approximation with tanh."),
  },
  "a layer",
).meta({ title: "GELU", description: "x · Φ(x), Φ the standard normal distribution function." });
