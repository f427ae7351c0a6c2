import type { DataSpec } from "./data-schema.js";
import { defaultDataRoot } from "./default-root.js";
import { fileHash } from "./file-hash.js";
import { findMnist } from "./mnist-files.js";

/**
 * A data spec with its files named by the hash of their contents in place of where they lie.
 *
 * @throws InputError when a file is missing or cannot be read.
 */
export async function dataFingerprint(data: DataSpec): Promise<Readonly<Record<string, unknown>>> {
  switch (data.kind) {
    case "safetensors": {
      const { path, ...rest } = data;
      return { ...rest, files: [await fileHash(path, "data.path")] };
    }
    case "mnist": {
      const { root, ...rest } = data;
      const files = findMnist(root ?? defaultDataRoot());
      const hashes = Object.values(files).map((path) => fileHash(path, "data.root"));
      return { ...rest, files: await Promise.all(hashes) };
    }
  }
}
