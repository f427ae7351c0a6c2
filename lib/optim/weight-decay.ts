import { z } from "zod";
import { either, layerNames, real } from "../check/fields.js";

/** The fields that every step rule has. */
export const weightDecayFields = {
  weightDecay: real({ from: 0 })
    .default(0)
    .describe("Added to the gradient times the weight; default 0."),
  weightDecayOn: either(
    [z.literal(["kernels", "all"]), layerNames()],
    '"kernels", "all" or a list of layer names',
  )
    .default("kernels")
    .describe("Which parameters decay: kernels (default), all, or those of the layers named."),
};
