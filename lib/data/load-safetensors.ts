import { basename } from "node:path";
import type { NativeDataSet, TensorHandle } from "../addon.js";
import { engine } from "../native.js";
import { describeNetwork, inputShape } from "../nn/index.js";
import { readSafetensors } from "../tensor/safetensors.js";
import type { SafetensorsSpec } from "./data-schema.js";
import { FileCache } from "./file-cache.js";
import { fileHash } from "./file-hash.js";
import { countText, type LoadedData, type LoadOptions, normalizeBy } from "./loaded-data.js";
import { type SetName, type StoredSet, setsOf } from "./safetensors-sets.js";
import type { Moments } from "./statistics.js";
import { type StoredTensor, scanInputs, scanTargets } from "./tensor-scan.js";

interface CheckedSet extends NativeDataSet {
  readonly count: number;
  readonly moments: readonly Moments[];
}

type CheckedSets = Readonly<Partial<Record<SetName, CheckedSet>>> & { readonly train: CheckedSet };

const cache = new FileCache<CheckedSets>(2);

/** Reads and checks tensors of a safetensors file: see `loadData`. */
export async function loadSafetensorsData(
  data: SafetensorsSpec,
  { network }: LoadOptions,
): Promise<LoadedData> {
  const { path, normalize } = data;
  const sha256 = await fileHash(path, "data.path");
  const { outputShape } = describeNetwork(network);
  const sample = inputShape(network.input);
  const parts = normalize === "channel" ? (sample[0] ?? 1) : 1;
  const classes = outputShape[0] ?? 0;
  const { train, validation, test } = cache.get(
    [path],
    JSON.stringify([sample, parts, classes]),
    () => {
      const { tensors } = readSafetensors(path);
      const stored = [...tensors].map(([name, entry]) => [name, { ...entry, path, name }] as const);
      const sets = setsOf(new Map(stored), path, sample);
      const check = (set: StoredSet) => checkSet(set, parts, classes);
      return {
        train: check(sets.train),
        ...(sets.validation ? { validation: check(sets.validation) } : {}),
        ...(sets.test ? { test: check(sets.test) } : {}),
      };
    },
  );
  return {
    inputs: {
      train: tensorsOf(train),
      ...(validation ? { validation: tensorsOf(validation) } : {}),
      ...(test ? { test: tensorsOf(test) } : {}),
      ...(normalize === "none" ? {} : { normalize: normalizeBy(train.moments) }),
    },
    description: `${basename(path)}: ${[
      countText(train.count, "training sample"),
      ...(validation ? [countText(validation.count, "validation sample")] : []),
      ...(test ? [countText(test.count, "test sample")] : []),
    ].join(", ")}`,
    files: [{ path, sha256 }],
  };
}

function checkSet({ inputs, targets }: StoredSet, parts: number, classes: number): CheckedSet {
  scanTargets(targets, classes);
  return {
    count: inputs.shape[0] ?? 0,
    moments: scanInputs(inputs, parts),
    inputs: read(inputs),
    targets: read(targets),
  };
}

function read({ path, offset, shape, dtype }: StoredTensor): TensorHandle {
  return engine().tensorFromFile(path, offset, shape, dtype);
}

function tensorsOf({ inputs, targets }: CheckedSet): NativeDataSet {
  return { inputs, targets };
}
