import type { DType, EngineAddon, TensorHandle } from "../addon.js";
import { EngineOperator } from "./engine-operator.js";
import { EDGE, formatValues, LINE_WIDTH } from "./format.js";
import { readValues } from "./values.js";

const DETACH = new EngineOperator("aten::detach");
const NARROW = new EngineOperator("aten::narrow");
const CAT = new EngineOperator("aten::cat");

/** Beyond so many values only the edges are shown. */
const SHOWN_VALUES = 1000;

const PREFIX = "tensor(";

/** The dtypes that values tell by themselves. */
const TOLD: readonly DType[] = ["float32", "complex64", "int64", "bool"];

/** PyTorch's names of the layouts. */
const layoutNames: Readonly<Record<string, string>> = {
  sparseCoo: "sparse_coo",
  sparseCsr: "sparse_csr",
  sparseCsc: "sparse_csc",
  sparseBsr: "sparse_bsr",
  sparseBsc: "sparse_bsc",
};

/**
 * A tensor as Python prints it, character for character: `tensor([[1., 2.]], dtype=torch.float64)`. A sparse
 * tensor is shown by its values with the zeros among them, where Python lists indices and values.
 */
export function printed(addon: EngineAddon, handle: TensorHandle): string {
  const { dtype, shape, device, requiresGrad, layout } = addon.tensorInfo(handle);
  const empty = shape.includes(0);
  const suffixes: string[] = [];
  if (device !== "cpu") suffixes.push(`device='${device}'`);
  if (empty && shape.length !== 1) suffixes.push(`size=${tuple(shape)}`);
  if (empty ? dtype !== "float32" : !TOLD.includes(dtype)) suffixes.push(`dtype=torch.${dtype}`);
  if (layout !== "strided") suffixes.push(`layout=torch.${layoutNames[layout] ?? layout}`);
  const gradFn = addon.tensorGradFn(handle);
  if (gradFn !== null) suffixes.push(`grad_fn=<${gradFn}>`);
  else if (requiresGrad) suffixes.push("requires_grad=True");
  return withSuffixes(PREFIX + (empty ? "[]" : contents(addon, handle, shape, dtype)), suffixes);
}

function contents(
  addon: EngineAddon,
  handle: TensorHandle,
  shape: readonly number[],
  dtype: DType,
): string {
  const count = shape.reduce((product, size) => product * size, 1);
  const cut = shape.map((size) => count > SHOWN_VALUES && size > 2 * EDGE);
  const edges = withEdges(addon, handle, shape, cut);
  try {
    return formatValues({ values: readValues(addon, edges), dtype, cut }, PREFIX.length);
  } finally {
    addon.tensorDispose(edges);
  }
}

/** A tensor of the edges of the dimensions that are cut, for the caller to dispose. */
function withEdges(
  addon: EngineAddon,
  handle: TensorHandle,
  shape: readonly number[],
  cut: readonly boolean[],
): TensorHandle {
  let edges = DETACH.make(addon, handle);
  for (const [dim, size] of shape.entries()) {
    if (!cut[dim]) continue;
    const ends = [0, size - EDGE].map((start) => NARROW.make(addon, edges, dim, start, EDGE));
    const joined = CAT.make(addon, ends, dim);
    for (const used of [edges, ...ends]) addon.tensorDispose(used);
    edges = joined;
  }
  return edges;
}

/** What follows the values; a suffix that would end beyond the line begins a new one. */
function withSuffixes(text: string, suffixes: readonly string[]): string {
  let result = text;
  let last = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of suffixes) {
    if (last + suffix.length + 2 > LINE_WIDTH) {
      result += `,\n${" ".repeat(PREFIX.length)}${suffix}`;
      last = PREFIX.length + suffix.length;
    } else {
      result += `, ${suffix}`;
      last += suffix.length + 2;
    }
  }
  return `${result})`;
}

/** As Python writes one: `(0,)`, `(2, 0)`. */
function tuple(sizes: readonly number[]): string {
  return sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`;
}
