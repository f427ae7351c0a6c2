import type { DType, EngineAddon, TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { dtypes, type TensorData } from "./dtypes.js";
import { EngineOperator } from "./engine-operator.js";
import type { Complex } from "./scalar.js";

const TO_DTYPE = new EngineOperator("aten::to", "dtype");
const TO_DENSE = new EngineOperator("aten::to_dense");

/** One value of a tensor; int64 as a number where it is exact, else a bigint. */
export type TensorValue = number | bigint | boolean | Complex;

/** Values nested as the tensor's dimensions; a single value for a tensor of none. */
export type NestedValues = TensorValue | NestedValues[];

/**
 * A typed array over a tensor's bytes.
 *
 * @throws {InputError} for float16 and bfloat16, which JavaScript has no typed array for.
 */
export function typedArrayOf(bytes: ArrayBuffer, dtype: DType): TensorData {
  const { view } = dtypes[dtype];
  if (view) return view(bytes);
  throw InputError.at(
    "tensor",
    `expected a dtype that JavaScript has a typed array for but received ${dtype}; ` +
      'convert it first: tensor.to("float32")',
  );
}

/** Values in row-major order, nested by the shape. */
export function nestedValues(
  data: TensorData,
  dtype: DType,
  shape: readonly number[],
): NestedValues {
  const read = reader(data, dtype);
  let next = 0;
  const nest = (dim: number): NestedValues =>
    dim === shape.length
      ? read(next++)
      : Array.from({ length: shape[dim] ?? 0 }, () => nest(dim + 1));
  return nest(0);
}

function reader(data: TensorData, dtype: DType): (index: number) => TensorValue {
  const number = (index: number) => Number(data[index]);
  switch (dtype) {
    case "bool":
      return (index) => data[index] !== 0;
    case "complex64":
    case "complex128":
      return (index) => ({ re: number(2 * index), im: number(2 * index + 1) });
    case "int64":
      return (index) => {
        const value = BigInt(data[index] ?? 0);
        const exact = Number(value);
        return Number.isSafeInteger(exact) ? exact : value;
      };
    default:
      return number;
  }
}

/**
 * The values of a tensor as nested arrays. float16 and bfloat16, which JavaScript has no arrays for, are read as
 * float32, sparse tensors as dense ones.
 */
export function readValues(addon: EngineAddon, handle: TensorHandle): NestedValues {
  const { dtype, shape, layout } = addon.tensorInfo(handle);
  const half = dtype === "float16" || dtype === "bfloat16";
  if (layout === "strided" && !half) {
    return nestedValues(typedArrayOf(addon.tensorToBytes(handle), dtype), dtype, shape);
  }
  const plain =
    layout === "strided" ? TO_DTYPE.make(addon, handle, "float32") : TO_DENSE.make(addon, handle);
  try {
    return readValues(addon, plain);
  } finally {
    addon.tensorDispose(plain);
  }
}
