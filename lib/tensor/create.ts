import type { DType, EngineAddon } from "../addon.js";
import { InputError } from "../errors.js";
import { dtypes, type TensorData } from "./dtypes.js";
import { native } from "./native-call.js";
import { type NestedInput, readNested } from "./nested-input.js";
import type { Device } from "./scalar.js";
import { Tensor } from "./tensor.js";

export interface TensorOptions {
  /** Default: float32 for numbers, int64 for bigints, bool for booleans; a typed array's own. */
  readonly dtype?: DType | undefined;
  /** Default `cpu`. */
  readonly device?: Device | undefined;
  /** Whether operations on it are recorded for `backward`; default false. */
  readonly requiresGrad?: boolean | undefined;
  /** Of a typed array; default one dimension. */
  readonly shape?: readonly number[] | undefined;
}

/**
 * A tensor of the given values, which are copied.
 *
 * Numbers become float32 even where all of them are whole, since JavaScript does not tell `1.0` from `1`; PyTorch
 * makes int64 of the latter. Values that the dtype cannot hold are refused.
 *
 * @example tensor([[1, 2], [3, 4]], { dtype: "float64", requiresGrad: true })
 * @throws {InputError} for ragged or circular arrays and for values that the dtype cannot hold.
 */
export function tensor(values: NestedInput | TensorData, options: TensorOptions = {}): Tensor {
  const { dtype, device = "cpu", requiresGrad = false } = options;
  const plain = native((addon) =>
    ArrayBuffer.isView(values)
      ? fromTypedArray(addon, values, options)
      : fromNested(addon, values, options),
  );
  const result = converted(plain, dtype ?? plain.dtype, device);
  if (requiresGrad) result.requiresGrad = true;
  return result;
}

/** Makes a tensor of another dtype or device out of one, freeing the former. */
function converted(made: Tensor, dtype: DType, device: Device): Tensor {
  if (made.dtype === dtype && device === "cpu") return made;
  using source = made;
  return source.to({ dtype, device, copy: true });
}

function fromTypedArray(addon: EngineAddon, values: TensorData, { shape }: TensorOptions): Tensor {
  const sizes = shape ?? [values.length];
  return Tensor.fromHandle(addon.tensorFromBytes(values, sizes, dtypeOfArray(values), "cpu"));
}

function fromNested(addon: EngineAddon, values: NestedInput, options: TensorOptions): Tensor {
  if (options.shape) {
    throw InputError.at("shape", "expected none for nested arrays but received one");
  }
  const { bytes, shape, dtype } = readNested(values, options.dtype);
  return Tensor.fromHandle(addon.tensorFromBytes(bytes, shape, dtype, "cpu"));
}

function dtypeOfArray(values: TensorData): DType {
  const found = Object.entries(dtypes).find(
    ([, { view }]) => view?.(new ArrayBuffer(0)).constructor === values.constructor,
  )?.[0];
  if (found === undefined) {
    throw InputError.at(
      "values",
      `expected a typed array of a tensor's dtype but received a ${values.constructor.name}`,
    );
  }
  return found as DType; // A key of `dtypes`.
}
