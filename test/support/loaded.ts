import type { NativeDataSet } from "../../lib/addon.js";
import { type DataSpec, loadData } from "../../lib/data/index.js";
import { engine } from "../../lib/native.js";
import { network } from "../../lib/nn/index.js";

/** A network of one linear layer on images. */
export function imageNetwork(channels: number, size: number, outputs: number) {
  return network.image({ channels, height: size, width: size }).flatten().linear(outputs);
}

/** Loads data as a run of seed 1 would. */
export function loaded(data: DataSpec, net: Parameters<typeof loadData>[1]["network"], seed = 1) {
  return loadData(data, { seed, network: net });
}

/** A set's pixels in the order of the file. */
export function pixelsOf(set: NativeDataSet | undefined): Uint8Array {
  if (!set) throw new Error("no set");
  return new Uint8Array(engine().tensorToBytes(set.inputs));
}

/** A set's labels in the order of the file. */
export function labelsOf(set: NativeDataSet | undefined): number[] {
  if (!set) throw new Error("no set");
  return Array.from(new BigInt64Array(engine().tensorToBytes(set.targets)), Number);
}

/** Which samples belong to a set; undefined for all. */
export function indicesOf(set: NativeDataSet | undefined): number[] | undefined {
  if (!set?.indices) return undefined;
  return Array.from(new BigInt64Array(engine().tensorToBytes(set.indices)), Number);
}

/** How often each label occurs. */
export function balance(labels: readonly number[]): number[] {
  const counts: number[] = [];
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return Array.from(counts, (count) => count ?? 0);
}
