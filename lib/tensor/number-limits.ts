import type { DType } from "../addon.js";
import { InputError } from "../errors.js";
import type { FloatingDType } from "./result-dtypes.js";

/** What numbers of a floating dtype are like, by PyTorch's names. */
export interface FloatingLimits {
  /** The one that was asked for. */
  readonly dtype: FloatingDType;
  /** Of one number. */
  readonly bits: number;
  /** The step from 1 to the next number. */
  readonly eps: number;
  /** The largest finite number. */
  readonly max: number;
  /** The least finite number, `-max`. */
  readonly min: number;
  /** The least normal number above 0. */
  readonly tiny: number;
}

/** The range of a dtype of whole numbers. */
export interface IntegerLimits {
  /** The one that was asked for. */
  readonly dtype: IntegerDType;
  /** Of one number. */
  readonly bits: number;
  /** The largest number. */
  readonly max: bigint;
  /** The least number. */
  readonly min: bigint;
}

type IntegerDType = "uint8" | "int8" | "int16" | "int32" | "int64";

/** Bits of all, of the fraction, and the largest exponent. */
const floating: Readonly<Record<FloatingDType, readonly [number, number, number]>> = {
  float16: [16, 10, 15],
  bfloat16: [16, 7, 127],
  float32: [32, 23, 127],
  float64: [64, 52, 1023],
};

const signed: Readonly<Record<IntegerDType, readonly [number, boolean]>> = {
  uint8: [8, false],
  int8: [8, true],
  int16: [16, true],
  int32: [32, true],
  int64: [64, true],
};

/**
 * The limits of a floating dtype, PyTorch's `torch.finfo`.
 *
 * @throws {InputError} for other dtypes.
 */
export function finfo(dtype: FloatingDType): FloatingLimits {
  const [bits, fraction, exponent] = of(floating, dtype, "finfo");
  const eps = 2 ** -fraction;
  const max = (2 - eps) * 2 ** exponent;
  return { dtype, bits, eps, max, min: -max, tiny: 2 ** (1 - exponent) };
}

/**
 * The limits of a dtype of whole numbers, PyTorch's `torch.iinfo`.
 *
 * @throws {InputError} for other dtypes.
 */
export function iinfo(dtype: IntegerDType): IntegerLimits {
  const [bits, isSigned] = of(signed, dtype, "iinfo");
  const max = 2n ** BigInt(isSigned ? bits - 1 : bits) - 1n;
  return { dtype, bits, max, min: isSigned ? -max - 1n : 0n };
}

function of<D extends DType, Limits>(
  table: Readonly<Record<D, Limits>>,
  dtype: D,
  place: string,
): Limits {
  if (Object.hasOwn(table, dtype)) return table[dtype];
  throw InputError.at(
    `${place}.dtype`,
    `expected ${Object.keys(table).join(", ")} but received ${String(dtype)}`,
  );
}
