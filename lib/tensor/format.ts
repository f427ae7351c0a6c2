import type { DType } from "../addon.js";
import { type ElementFormat, floatFormat, plainFormat } from "./element-format.js";
import type { Complex } from "./scalar.js";
import type { NestedValues, TensorValue } from "./values.js";

/** Characters a line, at which rows are broken. */
export const LINE_WIDTH = 80;

/** So many values from either end of a dimension stand for the others. */
export const EDGE = 3;

/** The values that are shown, and of which dimensions the middle is left out. */
export interface Shown {
  readonly values: NestedValues;
  readonly dtype: DType;
  /** Of each dimension, whether what is shown of it is its two edges. */
  readonly cut: readonly boolean[];
}

/**
 * Values as PyTorch prints them: nested by brackets, numbers below each other.
 *
 * @param indent how many characters stand before them in their first line
 */
export function formatValues(shown: Shown, indent: number): string {
  return written(shown.values, 0, indent, writer(shown), shown.cut);
}

interface Writer {
  readonly width: number;
  readonly write: (value: TensorValue) => string;
}

function writer({ values, dtype }: Shown): Writer {
  const flat = flattened(values);
  if (dtype.startsWith("complex")) return complexWriter(flat as Complex[]);
  const format = dtype.includes("float")
    ? floatFormat(flat as number[])
    : plainFormat(flat as (number | bigint | boolean)[]);
  // The dtype decides the kind of the values: they came of a tensor of it.
  return { width: format.width, write: format.write as (value: TensorValue) => string };
}

function flattened(values: NestedValues): TensorValue[] {
  return Array.isArray(values) ? values.flatMap(flattened) : [values];
}

function complexWriter(values: readonly Complex[]): Writer {
  const re: ElementFormat = floatFormat(values.map((value) => value.re));
  const im: ElementFormat = floatFormat(values.map((value) => value.im));
  return {
    width: re.width + im.width + 1,
    write: (value) => {
      const { re: real, im: imaginary } = value as Complex; // Of a complex tensor.
      const second = `${im.write(imaginary)}j`.trimStart();
      return `${re.write(real)}${/^[+-]/.test(second) ? "" : "+"}${second}`;
    },
  };
}

function written(
  values: NestedValues,
  dim: number,
  indent: number,
  to: Writer,
  cut: readonly boolean[],
): string {
  if (!Array.isArray(values)) return to.write(values);
  const below = cut.length - dim - 1;
  if (below === 0)
    return row(
      values.map((value) => to.write(value as TensorValue)),
      indent,
      to,
      cut[dim],
    );
  const parts = values.map((inner) => written(inner, dim + 1, indent + 1, to, cut));
  const shown = cut[dim] ? [...parts.slice(0, EDGE), "...", ...parts.slice(-EDGE)] : parts;
  return `[${shown.join(`,${"\n".repeat(below)}${" ".repeat(indent + 1)}`)}]`;
}

function row(
  texts: string[],
  indent: number,
  { width }: Writer,
  isCut: boolean | undefined,
): string {
  const shown = isCut ? [...texts.slice(0, EDGE), " ...", ...texts.slice(-EDGE)] : texts;
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (width + 2)));
  const lines: string[] = [];
  for (let start = 0; start < shown.length; start += perLine) {
    lines.push(shown.slice(start, start + perLine).join(", "));
  }
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}
