import { kind, strict } from "../../check/fields.js";
import { layerName } from "../layer-rule.js";
import { poolFields, withStride } from "../window.js";

export const avgPool2dSchema = strict(
  { kind: kind("avgPool2d"), name: layerName, ...poolFields },
  "a layer",
)
  .transform(withStride)
  .meta({
    title: "Average pooling",
    description: "The mean of each window's pixels, divided by how many there are in the image.",
  });
