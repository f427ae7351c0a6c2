import type { DataSpec } from "./data-schema.js";
import { loadImages } from "./load-images.js";
import { loadSafetensorsData } from "./load-safetensors.js";
import { loadTensors } from "./load-tensors.js";
import type { LoadedData, LoadOptions } from "./loaded-data.js";

/**
 * Reads a run's data, checks them against its network and chooses the training and validation
 * samples. Pixels stay bytes; the engine normalizes them. Files are read once a process, unless
 * they change.
 *
 * @throws InputError naming the file or field: missing, cut off or foreign files, labels out of
 *   range, non-finite inputs, shapes that do not fit, more samples asked for than there are.
 */
export async function loadData(data: DataSpec, options: LoadOptions): Promise<LoadedData> {
  switch (data.kind) {
    case "safetensors":
      return loadSafetensorsData(data, options);
    case "tensors":
      return loadTensors(data, options);
    default:
      return loadImages(data, options);
  }
}
