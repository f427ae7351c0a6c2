import { kind, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const sigmoidSchema = strict({ kind: kind("sigmoid"), name: layerName }, "a layer").meta({
  title: "Sigmoid",
  description: "1 / (1 + exp(−x)), element by element.",
});
