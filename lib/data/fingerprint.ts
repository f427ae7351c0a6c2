import type { DataSpec } from "./data-schema.js";
import { fileHash } from "./file-hash.js";
import { findImageSet } from "./find-set.js";

/**
 * A data spec with its files named by the hash of their contents in place of where they lie.
 *
 * @throws InputError when a file is missing or cannot be read.
 */
export async function dataFingerprint(data: DataSpec): Promise<Readonly<Record<string, unknown>>> {
  if (data.kind === "tensors") return data;
  if (data.kind === "safetensors") {
    const { path, ...rest } = data;
    return { ...rest, files: [await fileHash(path, "data.path")] };
  }
  const { root: _root, ...rest } = data;
  const { train, test } = findImageSet(data);
  return { ...rest, files: [...(await train.hashes()), ...((await test?.hashes()) ?? [])] };
}
