import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ellipsis, type Index, slice, type Tensor, torch } from "../../lib/tensor/index.js";
import { restoredTensor, type StoredTensor, storedOf } from "./support/operator-case.js";

/** As scripts/reference/indexing.py writes one. */
type StoredIndex =
  | number
  | boolean
  | null
  | "..."
  | { readonly slice: readonly [number | null, number | null, number | null] }
  | { readonly tensor: StoredTensor }
  | readonly (number | boolean)[];

interface Read {
  readonly indices: readonly StoredIndex[];
  readonly result: StoredTensor;
  readonly gradient: StoredTensor;
}

interface Write extends Read {
  readonly value: number | { readonly tensor: StoredTensor };
  readonly valueGradient?: StoredTensor;
}

const file = new URL("data/indexing.json", import.meta.url);
const { shape, read, write }: { shape: number[]; read: Read[]; write: Write[] } = JSON.parse(
  readFileSync(file, "utf8"),
);

describe("at gives what Python's indexing gives", () => {
  it.each(read.map((given) => [text(given.indices), given] as const))("[%s]", (_, given) => {
    const source = leaf();
    const result = source.at(...given.indices.map(indexOf));
    expect(storedOf(result)).toEqual(given.result);
    weighted(result).backward();
    expect(gradientOf(source)).toEqual(given.gradient);
  });
});

describe("setAt writes what Python's indexing writes", () => {
  it.each(write.map((given) => [text(given.indices), given] as const))("[%s] = …", (_, given) => {
    const source = leaf();
    const value = typeof given.value === "number" ? given.value : leafOf(given.value.tensor);
    const written = source.clone();
    expect(written.setAt(value, ...given.indices.map(indexOf))).toBe(written);
    expect(storedOf(written)).toEqual(given.result);
    weighted(written).backward();
    expect(gradientOf(source)).toEqual(given.gradient);
    if (typeof value !== "number") expect(gradientOf(value)).toEqual(given.valueGradient);
  });
});

function leaf(): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const made = torch.arange(count, { dtype: "float64" }).div(4).sub(2).reshape(shape);
  made.requiresGrad = true;
  return made;
}

function leafOf(stored: StoredTensor): Tensor {
  return restoredTensor({ ...stored, grad: true });
}

function weighted(result: Tensor): Tensor {
  const weights = torch.arange(result.numel(), { dtype: "float64" }).add(1);
  return weights.reshape(result.shape).mul(result).sum();
}

function gradientOf(tensor: Tensor): StoredTensor | null {
  return tensor.grad && storedOf(tensor.grad);
}

function indexOf(index: StoredIndex): Index<Tensor> {
  if (index === "...") return ellipsis;
  if (typeof index !== "object" || index === null || Array.isArray(index)) {
    return index as Index<Tensor>; // A number, a boolean, null or a list.
  }
  if ("tensor" in index) return restoredTensor(index.tensor);
  const [start, stop, step] = (index as { slice: readonly (number | null)[] }).slice;
  return slice(start, stop, step ?? 1);
}

function text(indices: readonly StoredIndex[]): string {
  return indices.map((index) => JSON.stringify(index)).join(", ");
}
