import { z } from "zod";
import { expectedText, strict } from "../check/fields.js";
import { checkInput } from "../check.js";
import { Tensor } from "../tensor/index.js";
import type { TensorsSpec } from "./data-schema.js";
import { type Normalization, normalizeSchema } from "./fields.js";
import { holdTensors, keepingTensors } from "./held-tensors.js";
import { type SetOf, setsOf } from "./sets-of-tensors.js";

const tensorSchema = z.custom<Tensor>((value) => value instanceof Tensor, {
  error: ({ input }) => expectedText("a tensor", input),
});

const setSchema = strict({ inputs: tensorSchema, targets: tensorSchema }, "inputs and targets");

const optionsSchema = strict(
  {
    train: setSchema,
    validation: setSchema.exactOptional(),
    test: setSchema.exactOptional(),
    normalize: normalizeSchema.default("none"),
  },
  "sets of tensors",
);

/** Options of `datasets.tensors`. */
export interface TensorsOptions {
  /** Inputs [N, …] of uint8, float32 or float64 and targets [N] of int64, for mse [N, outputs] of float32 or float64. */
  readonly train: SetOf<Tensor>;
  /** The same, to validate on; default: none. */
  readonly validation?: SetOf<Tensor>;
  /** The same, to test on; default: none. */
  readonly test?: SetOf<Tensor>;
  /** Mean and deviation taken off: `none` (default), `scalar` or `channel`. */
  readonly normalize?: Normalization;
}

/** See `datasets.tensors`. */
export function tensorsInMemory(options: TensorsOptions): TensorsSpec {
  const place = "datasets.tensors";
  const { train, validation, test, normalize } = checkInput(optionsSchema, options, place);
  const named = new Map<string, Tensor>();
  for (const [set, pair] of Object.entries({ train, validation, test })) {
    if (!pair) continue;
    // What the schema lets through are tensors.
    named.set(`${set}.inputs`, pair.inputs as Tensor);
    named.set(`${set}.targets`, pair.targets as Tensor);
  }
  const described = [...named].map(([name, tensor]) => {
    const { dtype, shape } = tensor;
    return [name, { name, dtype, shape }] as const;
  });
  const [, first] = described[0] ?? [];
  setsOf(new Map(described), place, first?.shape.slice(1) ?? []);
  const held = holdTensors(named);
  return keepingTensors({ kind: "tensors", sha256: held.sha256, normalize });
}
