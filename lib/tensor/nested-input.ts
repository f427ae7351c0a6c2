import type { DType } from "../addon.js";
import { InputError } from "../errors.js";
import { dtypes, type TensorData } from "./dtypes.js";
import type { Complex } from "./scalar.js";

/** A value, or arrays of equal length nested to any of libtorch's depths. */
export type NestedInput = number | bigint | boolean | Complex | readonly NestedInput[];

/** The values of nested arrays as bytes. */
export interface ReadValues {
  readonly bytes: TensorData;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** libtorch's own limit on dimensions; deeper arrays are circular or a mistake. */
const DEEPEST = 64;

const ranges: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/**
 * Reads nested arrays into values of `dtype`, by default that of the first value. float16 and bfloat16 are
 * read as float32, for libtorch to convert.
 *
 * @param root what the values are called in errors
 * @throws {InputError} naming the place, `values[1][0]`.
 */
export function readNested(values: unknown, dtype: DType | undefined, root = "values"): ReadValues {
  const shape = shapeOf(values, root);
  const made = storedAs(dtype ?? inferred(values));
  const view = dtypes[made].view;
  if (!view) throw InputError.at("dtype", `expected a dtype of plain numbers but received ${made}`);
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = view(new ArrayBuffer(count * dtypes[made].bytes));
  let next = 0;
  const fill = (value: unknown, dim: number, place: string): void => {
    if (dim === shape.length) {
      for (const part of parts(value, made, place)) bytes[next++] = stored(part, made, place);
      return;
    }
    const size = shape[dim];
    if (!Array.isArray(value) || value.length !== size) {
      throw InputError.at(place, `expected an array of ${size} but received ${describe(value)}`);
    }
    for (let index = 0; index < size; index++) fill(value[index], dim + 1, `${place}[${index}]`);
  };
  fill(values, 0, root);
  return { bytes, shape, dtype: made };
}

function shapeOf(values: unknown, root: string): number[] {
  const shape: number[] = [];
  for (let value = values; Array.isArray(value); value = value[0]) {
    if (shape.length === DEEPEST) {
      throw InputError.at(root, `expected at most ${DEEPEST} dimensions but received more`);
    }
    shape.push(value.length);
    if (value.length === 0) break;
  }
  return shape;
}

function inferred(values: unknown): DType {
  let first = values;
  while (Array.isArray(first)) first = first[0];
  if (typeof first === "bigint") return "int64";
  if (isComplex(first)) return "complex64";
  return typeof first === "boolean" ? "bool" : "float32";
}

function storedAs(dtype: DType): DType {
  return dtype === "float16" || dtype === "bfloat16" ? "float32" : dtype;
}

/** The numbers that a value is stored as: two for a complex one, whose parts lie side by side. */
function parts(value: unknown, dtype: DType, place: string): readonly unknown[] {
  if (!dtype.startsWith("complex")) return [value];
  if (isComplex(value)) return [value.re, value.im];
  return [checked(value, dtype, place), 0];
}

function isComplex(value: unknown): value is Complex {
  if (typeof value !== "object" || value === null || !("re" in value && "im" in value))
    return false;
  return typeof value.re === "number" && typeof value.im === "number";
}

// Typed as the element of the union's intersection, which TypeScript works out as `never`: the dtype decides.
function stored(value: unknown, dtype: DType, place: string): never {
  return checked(value, dtype, place) as never;
}

function checked(value: unknown, dtype: DType, place: string): number | bigint {
  const range = ranges[dtype];
  if (dtype === "bool" ? typeof value === "boolean" : typeof value === "boolean" && !range) {
    return Number(value);
  }
  if (typeof value === "bigint" && dtype === "int64") {
    if (BigInt.asIntN(64, value) === value) return value;
  } else if (typeof value === "number" && dtype !== "bool") {
    if (!range) return value;
    const fits = Number.isInteger(value) && value >= range[0] && value <= range[1];
    if (fits) return dtype === "int64" ? BigInt(value) : value;
  }
  throw InputError.at(place, `expected a value of ${dtype} but received ${describe(value)}`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
