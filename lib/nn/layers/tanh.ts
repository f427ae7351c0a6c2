import { kind, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const tanhSchema = strict({ kind: kind("tanh"), name: layerName }, "a layer").meta({
  title: "Tanh",
  description: "tanh x, element by element.",
});
