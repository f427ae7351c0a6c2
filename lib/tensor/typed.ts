import type { DType } from "../addon.js";
import type { Complex } from "./scalar.js";

/** Nested as the tensor's dimensions; a single value for a tensor of none. */
export type Nested<Value> = Value | Nested<Value>[];

/** The JavaScript value of an element: int64 as a number where it is exact, else a bigint. */
export type ValueOf<D extends DType> = D extends "bool"
  ? boolean
  : D extends "int64"
    ? number | bigint
    : D extends "complex64" | "complex128"
      ? Complex
      : number;

/** The typed array of a dtype; never for float16 and bfloat16, which JavaScript has none for. */
export type DataOf<D extends DType> = D extends "float32" | "complex64"
  ? Float32Array
  : D extends "float64" | "complex128"
    ? Float64Array
    : D extends "uint8" | "bool"
      ? Uint8Array
      : D extends "int8"
        ? Int8Array
        : D extends "int16"
          ? Int16Array
          : D extends "int32"
            ? Int32Array
            : D extends "int64"
              ? BigInt64Array
              : never;

declare const holds: unique symbol;

/**
 * Of what dtype the values are, for TypeScript alone. As the parameter of a method, the dtype is compared both ways:
 * tensors of float32 and of "some dtype" can be assigned to one another, those of float32 and int64 cannot.
 */
export interface HasDType<D extends DType> {
  /** Is never there. */
  [holds](dtype: D): void;
}

/** Stands for the class `Tensor` in files that it imports itself: `tensor` is the class for the dtype in `dtype`. */
export interface TensorClass {
  readonly dtype: DType;
  readonly tensor: unknown;
}

/** The tensor of a dtype, of a class that is described by a {@link TensorClass}. */
export type TensorOf<T extends TensorClass, D extends DType = DType> = (T & {
  readonly dtype: D;
})["tensor"];

/** The dtype of what `tensor` makes of these values, where none is given; known up to eight dimensions. */
export type DTypeOf<
  Values,
  Depth extends readonly 0[] = [],
> = Values extends readonly (infer Item)[]
  ? [Item] extends [never]
    ? "float32"
    : Depth["length"] extends 8
      ? DType
      : DTypeOf<Item, [...Depth, 0]>
  : Values extends number | Float32Array
    ? "float32"
    : Values extends bigint | BigInt64Array
      ? "int64"
      : Values extends boolean
        ? "bool"
        : Values extends Complex
          ? "complex64"
          : Values extends Float64Array
            ? "float64"
            : Values extends Uint8Array
              ? "uint8"
              : Values extends Int8Array
                ? "int8"
                : Values extends Int16Array
                  ? "int16"
                  : Values extends Int32Array
                    ? "int32"
                    : DType;
