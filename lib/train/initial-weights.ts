import type { TensorHandle } from "../addon.js";
import { checkStateDict } from "../nn/index.js";
import { loadSafetensors } from "../tensor/index.js";
import type { RunSpec } from "./run-spec.js";

/**
 * Reads a run's initial weights.
 *
 * @param path a safetensors file with PyTorch's state-dict keys
 * @throws {InputError} naming the file: unreadable, missing or surplus keys, shapes that do not fit
 */
export async function loadInitialWeights(
  spec: RunSpec,
  path: string,
): Promise<Record<string, TensorHandle>> {
  const tensors = await loadSafetensors(path);
  checkStateDict(spec.network, tensors, path);
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.handle]));
}
