import type { DType, EngineAddon, TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { EngineOperator } from "./engine-operator.js";
import { ellipsis, type Index, Slice } from "./index-kinds.js";
import { readNested } from "./nested-input.js";
import { HandleOwner } from "./tensor-handle.js";

const ITEM = new EngineOperator("aten::item");

/** One index, read: what it does to the dimension where it stands. */
export type IndexStep =
  | { readonly kind: "select"; readonly at: number | bigint }
  | { readonly kind: "slice"; readonly slice: Slice }
  | { readonly kind: "newAxis" }
  | { readonly kind: "rest" }
  /** A single truth: a new dimension of size 1 or 0. */
  | { readonly kind: "truth"; readonly value: boolean }
  | { readonly kind: "places"; readonly handle: TensorHandle; readonly own: boolean }
  | {
      readonly kind: "mask";
      readonly handle: TensorHandle;
      readonly own: boolean;
      readonly shape: readonly number[];
    };

const places: readonly DType[] = ["int64", "int32"];
const masks: readonly DType[] = ["bool", "uint8"];

/**
 * Reads the indices of `at`; lists become tensors, which the caller disposes.
 *
 * @throws {InputError} naming the index, `at[1]`.
 */
export function readIndices(addon: EngineAddon, indices: readonly Index[]): IndexStep[] {
  const steps = indices.map((index, position) => readIndex(addon, index, `at[${position}]`));
  const rests = steps.filter(({ kind }) => kind === "rest").length;
  if (rests > 1) throw InputError.at("at", `expected at most one ellipsis but received ${rests}`);
  return steps;
}

/** How many dimensions of the tensor an index takes. */
export function dimensionsOf(step: IndexStep): number {
  switch (step.kind) {
    case "select":
    case "slice":
    case "places":
      return 1;
    case "mask":
      return step.shape.length;
    default:
      return 0;
  }
}

function readIndex(addon: EngineAddon, index: unknown, place: string): IndexStep {
  if (index === null) return { kind: "newAxis" };
  if (index === ellipsis) return { kind: "rest" };
  if (index instanceof Slice) return { kind: "slice", slice: index };
  if (index instanceof HandleOwner) return tensorStep(addon, index.handle, false, place);
  if (Array.isArray(index)) return listStep(addon, index, place);
  if (typeof index === "boolean") return { kind: "truth", value: index };
  if (typeof index === "bigint" || Number.isSafeInteger(index)) {
    return { kind: "select", at: index as number | bigint };
  }
  throw InputError.at(
    place,
    "expected an integer, a boolean, a slice, ellipsis, newAxis, a tensor or a list but received " +
      received(index),
  );
}

function received(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" || typeof value === "function"
    ? `a ${typeof value}`
    : String(value);
}

function listStep(addon: EngineAddon, list: readonly unknown[], place: string): IndexStep {
  let first: unknown = list;
  while (Array.isArray(first)) first = first[0];
  const dtype = typeof first === "boolean" ? "bool" : "int64";
  const { bytes, shape } = readNested(list, dtype, place);
  return tensorStep(addon, addon.tensorFromBytes(bytes, shape, dtype, "cpu"), true, place);
}

function tensorStep(
  addon: EngineAddon,
  handle: TensorHandle,
  own: boolean,
  place: string,
): IndexStep {
  const { dtype, shape } = addon.tensorInfo(handle);
  const single = shape.length === 0;
  if (masks.includes(dtype)) {
    if (!single) return { kind: "mask", handle, own, shape };
    return { kind: "truth", value: Boolean(ITEM.call(addon, handle)) };
  }
  const whole = dtype.startsWith("int");
  if (single && whole) {
    // An int64's `item` is a number where it is exact, else a bigint.
    return {
      kind: "select",
      at: ITEM.call(addon, handle) as number | bigint,
    };
  }
  if (places.includes(dtype)) return { kind: "places", handle, own };
  throw InputError.at(
    place,
    `expected a tensor of ${[...places, ...masks].join(", ")} but received one of ${dtype}`,
  );
}
