import type { z } from "zod";
import { kind, kinds, size, strict } from "../check/fields.js";
import type { Immutable } from "../check.js";

const imageSchema = strict(
  {
    kind: kind("image"),
    channels: size().describe("Channels of an image."),
    height: size().describe("Height in pixels."),
    width: size().describe("Width in pixels."),
  },
  "an image input",
).meta({ title: "Image input", description: "Samples of shape [channels, height, width]." });

const vectorSchema = strict(
  {
    kind: kind("vector"),
    features: size().describe("Numbers a sample."),
  },
  "a vector input",
).meta({ title: "Vector input", description: "Samples of shape [features]." });

export const inputSchema = kinds([imageSchema, vectorSchema], { what: "an input" }).describe(
  "What one sample looks like.",
);

/** What one sample looks like: an image of [channels, height, width] or a vector of [features]. */
export type InputSpec = Immutable<z.output<typeof inputSchema>>;
