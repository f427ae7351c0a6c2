import type { DType } from "../addon.js";

/** A typed array that holds the values of a dtype. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array;

/** What is known of a dtype outside libtorch. */
export interface DTypeInfo {
  readonly bytes: number;
  /** Its name in a safetensors header. */
  readonly safetensors?: string;
  /** A view of little-endian bytes; absent where JavaScript has no such number. */
  readonly view?: (bytes: ArrayBuffer) => TensorData;
}

/** Every dtype, once. Complex values are pairs (re, im); booleans are bytes of 0 and 1. */
export const dtypes: Readonly<Record<DType, DTypeInfo>> = {
  float32: { bytes: 4, safetensors: "F32", view: (bytes) => new Float32Array(bytes) },
  float64: { bytes: 8, safetensors: "F64", view: (bytes) => new Float64Array(bytes) },
  float16: { bytes: 2, safetensors: "F16" },
  bfloat16: { bytes: 2, safetensors: "BF16" },
  uint8: { bytes: 1, safetensors: "U8", view: (bytes) => new Uint8Array(bytes) },
  int8: { bytes: 1, safetensors: "I8", view: (bytes) => new Int8Array(bytes) },
  int16: { bytes: 2, safetensors: "I16", view: (bytes) => new Int16Array(bytes) },
  int32: { bytes: 4, safetensors: "I32", view: (bytes) => new Int32Array(bytes) },
  int64: { bytes: 8, safetensors: "I64", view: (bytes) => new BigInt64Array(bytes) },
  bool: { bytes: 1, safetensors: "BOOL", view: (bytes) => new Uint8Array(bytes) },
  complex64: { bytes: 8, safetensors: "C64", view: (bytes) => new Float32Array(bytes) },
  complex128: { bytes: 16, view: (bytes) => new Float64Array(bytes) },
};

/** Whether `value` names a dtype. */
export function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(dtypes, value);
}
