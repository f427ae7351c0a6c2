import { describeNetwork, inputShape } from "../nn/index.js";
import { type CheckedSets, checkSets, loadedSets } from "./checked-sets.js";
import type { TensorsSpec } from "./data-schema.js";
import { type HeldTensors, heldTensors } from "./held-tensors.js";
import type { LoadedData, LoadOptions } from "./loaded-data.js";
import { setsOf } from "./sets-of-tensors.js";

const checked = new WeakMap<HeldTensors, Map<string, CheckedSets>>();

/** Checks tensors of this process: see `loadData`. */
export function loadTensors(
  { sha256, normalize }: TensorsSpec,
  { network, targets = "classes" }: LoadOptions,
): LoadedData {
  const held = heldTensors(sha256);
  const { outputShape } = describeNetwork(network);
  const sample = inputShape(network.input);
  const parts = normalize === "channel" ? (sample[0] ?? 1) : 1;
  const form = { kind: targets, outputs: outputShape[0] ?? 0 };
  const variant = JSON.stringify([sample, parts, form]);
  const known = checked.get(held) ?? new Map<string, CheckedSets>();
  const sets =
    known.get(variant) ??
    checkSets(setsOf(held.tensors, "data", sample, form), parts, form, ({ handle }) => handle);
  checked.set(held, known.set(variant, sets));
  return { ...loadedSets(sets, normalize !== "none", "Tensors"), files: [] };
}
