import { kind, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";

export const reluSchema = strict({ kind: kind("relu"), name: layerName }, "a layer").meta({
  title: "ReLU",
  description: "max(0, x), element by element, on any shape.",
});
