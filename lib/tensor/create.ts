import type { DType, EngineAddon } from "../addon.js";
import { InputError } from "../errors.js";
import { dtypes, isDType, type TensorData } from "./dtypes.js";
import { native } from "./native-call.js";
import { type NestedInput, readNested } from "./nested-input.js";
import { checkOptionNames } from "./option-names.js";
import type { Device } from "./scalar.js";
import { Tensor } from "./tensor.js";
import type { DTypeOf } from "./typed.js";

/** For {@link tensor}. */
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

const optionNames: readonly string[] = ["dtype", "device", "requiresGrad", "shape"];

/**
 * A tensor of the given values, which are copied.
 *
 * Numbers become float32 even where all of them are whole, since JavaScript does not tell `1.0` from `1`; PyTorch
 * makes int64 of the latter. Values that the dtype cannot hold are refused.
 *
 * @param values a number, bigint, boolean or complex number, arrays of them nested as the dimensions, or a typed array
 * @param options dtype (of the values), device (`cpu`), requiresGrad (false), shape (of a typed array; one dimension)
 * @example tensor([[1, 2], [3, 4]], { dtype: "float64", requiresGrad: true })
 * @throws {InputError} for ragged or circular arrays and for values that the dtype cannot hold.
 */
export function tensor<D extends DType>(
  values: NestedInput | TensorData,
  options: TensorOptions & { readonly dtype: D },
): Tensor<D>;
export function tensor<Values extends NestedInput | TensorData>(
  values: Values,
  options?: TensorOptions & { readonly dtype?: undefined },
): Tensor<DTypeOf<Values>>;
export function tensor(values: NestedInput | TensorData, options?: TensorOptions): Tensor;
export function tensor(values: NestedInput | TensorData, options: TensorOptions = {}): Tensor {
  checkOptionNames("tensor", options, optionNames);
  const { dtype, requiresGrad = false } = options;
  if (dtype !== undefined && !isDType(dtype)) {
    throw InputError.at(
      "dtype",
      `expected ${Object.keys(dtypes).join(", ")} but received ${String(dtype)}`,
    );
  }
  const made = native((addon) =>
    ArrayBuffer.isView(values)
      ? fromTypedArray(addon, values, options)
      : fromNested(addon, values, options),
  );
  const result = dtype === undefined || dtype === made.dtype ? made : converted(made, dtype);
  if (requiresGrad) result.requiresGrad = true;
  return result;
}

function converted(made: Tensor, dtype: DType): Tensor {
  using source = made;
  return source.to(dtype);
}

function fromTypedArray(
  addon: EngineAddon,
  values: TensorData,
  { shape = [values.length], device = "cpu" }: TensorOptions,
): Tensor {
  return Tensor.fromHandle(addon.tensorFromBytes(values, shape, dtypeOfArray(values), device));
}

function fromNested(
  addon: EngineAddon,
  values: NestedInput,
  { dtype, shape: given, device = "cpu" }: TensorOptions,
): Tensor {
  if (given) throw InputError.at("shape", "expected none for nested arrays but received one");
  const { bytes, shape, dtype: made } = readNested(values, dtype);
  return Tensor.fromHandle(addon.tensorFromBytes(bytes, shape, made, device));
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
