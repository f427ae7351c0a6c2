import { basename } from "node:path";
import { engine } from "../native.js";
import { describeNetwork, elementCount, inputShape } from "../nn/index.js";
import { readSafetensors, type SafetensorsEntry } from "../tensor/safetensors.js";
import { type CheckedSets, checkSets, loadedSets } from "./checked-sets.js";
import type { SafetensorsSpec } from "./data-schema.js";
import { FileCache } from "./file-cache.js";
import { fileHash } from "./file-hash.js";
import { readPiece } from "./file-piece.js";
import type { LoadedData, LoadOptions } from "./loaded-data.js";
import { setsOf } from "./sets-of-tensors.js";
import { bytesOf, type TensorSource } from "./tensor-scan.js";

/** A tensor in a file. */
interface StoredTensor extends TensorSource {
  /** Bytes from the start of the file. */
  readonly offset: number;
}

const cache = new FileCache<CheckedSets>(2);

/** Reads and checks tensors of a safetensors file: see `loadData`. */
export async function loadSafetensorsData(
  data: SafetensorsSpec,
  { network, targets = "classes" }: LoadOptions,
): Promise<LoadedData> {
  const { path, normalize } = data;
  const sha256 = await fileHash(path, "data.path");
  const { outputShape } = describeNetwork(network);
  const sample = inputShape(network.input);
  const parts = normalize === "channel" ? (sample[0] ?? 1) : 1;
  const form = { kind: targets, outputs: outputShape[0] ?? 0 };
  const sets = cache.get([path], JSON.stringify([sample, parts, form]), () => {
    const { tensors } = readSafetensors(path);
    const stored = [...tensors].map(([name, entry]) => [name, source(path, name, entry)] as const);
    return checkSets(setsOf(new Map(stored), path, sample, form), parts, form, read);
  });
  return {
    ...loadedSets(sets, normalize !== "none", basename(path)),
    files: [{ path, sha256 }],
  };
}

function source(path: string, name: string, entry: SafetensorsEntry): StoredTensor {
  const { dtype, shape, offset } = entry;
  const sampleBytes = elementCount(shape.slice(1)) * bytesOf(dtype);
  return {
    place: path,
    name,
    dtype,
    shape,
    offset,
    read: (first, count) => readPiece(path, offset + first * sampleBytes, count * sampleBytes),
  };
}

function read({ place, offset, shape, dtype }: StoredTensor) {
  return engine().tensorFromFile(place, offset, shape, dtype);
}
