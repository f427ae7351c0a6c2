// The dtypes of results, as far as they follow from the arguments' whatever is in them. A union says that the dtype
// is one of these; where nothing is known it is that of all. The generator chooses the rule of every operator.

import type { DType } from "../addon.js";
import type { Complex } from "./scalar.js";
import type { HasDType } from "./typed.js";

/** The dtypes of real numbers with a fraction. */
export type FloatingDType = "float16" | "bfloat16" | "float32" | "float64";

/** The dtypes of complex numbers. */
export type ComplexDType = "complex64" | "complex128";

/** Of `exp`: whole numbers and booleans become the default dtype. */
export type FloatOf<D extends DType> = D extends FloatingDType | ComplexDType ? D : "float32";

/** Of `abs`: complex numbers become real ones. */
export type RealOf<D extends DType> = D extends "complex64"
  ? "float32"
  : D extends "complex128"
    ? "float64"
    : D;

/** Of `fft`: real numbers become complex ones. */
export type ComplexOf<D extends DType> = D extends ComplexDType
  ? D
  : D extends "float64"
    ? "complex128"
    : "complex64";

/** Of `sum`: whole numbers and booleans become int64. */
export type TotalOf<D extends DType> = D extends FloatingDType | ComplexDType ? D : "int64";

/** Of `all` and `any`, which leave bytes bytes. */
export type TruthOf<D extends DType> = D extends "uint8" ? "uint8" : "bool";

/** Of losses: numbers with a fraction unless the inputs are known to have none. */
export type LossOf<D extends DType> = [Extract<RealOf<D>, FloatingDType>] extends [never]
  ? D
  : Extract<RealOf<D>, FloatingDType>;

type KindOf<D extends DType> = D extends ComplexDType
  ? "complex"
  : D extends FloatingDType
    ? "floating"
    : D extends "bool"
      ? "bool"
      : "whole";

/** Of `cat` and of two tensors: the higher kind's; of two of one kind either, since tensors of no dimension yield. */
export type PairOf<D extends DType, E extends DType> = D extends unknown
  ? E extends unknown
    ? [D, E] extends [E, D]
      ? D
      : Either<D, E, KindOf<D>, KindOf<E>>
    : never
  : never;

type Either<D extends DType, E extends DType, K, L> = K extends L
  ? D | E | Wider<D | E>
  : K extends "complex"
    ? D | WithDouble<E>
    : L extends "complex"
      ? E | WithDouble<D>
      : K extends "floating"
        ? D
        : L extends "floating"
          ? E
          : K extends "whole"
            ? D
            : E;

/** What neither of two dtypes is: that of signed and unsigned bytes, and of the two half precisions. */
type Wider<Both extends DType> = [Both] extends ["uint8" | "int8"]
  ? "int16"
  : [Both] extends ["float16" | "bfloat16"]
    ? "float32"
    : never;

type WithDouble<D extends DType> = D extends "float64" ? "complex128" : never;

/** Of a tensor and a scalar: a scalar changes the dtype only where its kind is a higher one. */
type WithScalar<D extends DType, S> = S extends Complex
  ? ComplexOf<D>
  : S extends boolean
    ? D
    : S extends bigint
      ? D extends "bool"
        ? "int64"
        : D
      : KindOf<D> extends "floating" | "complex"
        ? D
        : KindOf<D> extends "bool"
          ? "int64" | "float32"
          : D | "float32";

/** Of `add`, `mul`, `pow`: of a tensor's dtype and another operand, a tensor or a scalar. */
export type PromotedOf<D extends DType, Operand> = D extends unknown
  ? Operand extends HasDType<infer E>
    ? PairOf<D, E>
    : WithScalar<D, Operand>
  : never;
