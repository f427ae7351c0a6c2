import { kind, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";
import { poolFields, withStride } from "../window.js";

export const maxPool2dSchema = strict(
  { kind: kind("maxPool2d"), name: layerName, ...poolFields },
  "a layer",
)
  .transform(withStride)
  .meta({ title: "Max pooling", description: "The largest number of each window." });
